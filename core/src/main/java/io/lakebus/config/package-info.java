// SPDX-License-Identifier: Apache-2.0
/** Settings of a program: typed, defaulted, validated, an unknown key is an error. */
package io.lakebus.config;
