// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.faults.proxy;

/**
 * What all connections of a proxy share.
 *
 * @param present the trouble that the proxy is in
 * @param time how it waits
 */
record Setting(Present present, Time time) {}
