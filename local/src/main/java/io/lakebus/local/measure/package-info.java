// SPDX-License-Identifier: Apache-2.0
/** Measurements of a running stack, as commands. */
package io.lakebus.local.measure;
