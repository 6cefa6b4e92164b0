// SPDX-License-Identifier: Apache-2.0
/**
 * What the services of a stack are started from and kept by: files, ports, processes of one
 * machine.
 */
package io.lakebus.local.stack;
