// SPDX-License-Identifier: Apache-2.0
/** The services of the stack, one class each: its settings, its command line, its health. */
package io.lakebus.local.service;
