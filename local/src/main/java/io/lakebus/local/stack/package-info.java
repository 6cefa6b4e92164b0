// SPDX-License-Identifier: Apache-2.0
/**
 * The stack as processes of one machine: where its files and ports are, and who keeps it running.
 */
package io.lakebus.local.stack;
