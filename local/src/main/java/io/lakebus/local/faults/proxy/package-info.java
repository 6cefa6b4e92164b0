// SPDX-License-Identifier: Apache-2.0
/**
 * Network faults: proxies between the clients and the servers of a stack, which lose, delay, repeat
 * or falsify what passes, as told by the program that runs them.
 */
package io.lakebus.local.faults.proxy;
