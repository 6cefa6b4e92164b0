// SPDX-License-Identifier: Apache-2.0
/**
 * What every command does in the same way: how it fails, pauses, ends, and in which form it tells.
 */
package io.lakebus.local.cli;
