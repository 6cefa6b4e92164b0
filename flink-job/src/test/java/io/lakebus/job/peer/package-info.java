// SPDX-License-Identifier: Apache-2.0
/**
 * The same faults against this project's sink and against Iceberg's own {@code DynamicIcebergSink}:
 * one topology, one catalog, one log, and the sink is a switch.
 */
package io.lakebus.job.peer;
