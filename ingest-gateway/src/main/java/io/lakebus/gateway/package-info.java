// SPDX-License-Identifier: Apache-2.0
/**
 * The ingest gateway: vendors' HTTP calls become events in the log. {@link
 * io.lakebus.gateway.GatewayMain} starts it, {@link io.lakebus.gateway.Gateway} is it.
 */
package io.lakebus.gateway;
