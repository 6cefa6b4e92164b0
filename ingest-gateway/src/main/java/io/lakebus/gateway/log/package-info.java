// SPDX-License-Identifier: Apache-2.0
/**
 * The durable log that events are written to: a narrow port, Kafka behind it, and an implementation
 * in memory that keeps the same contract.
 */
package io.lakebus.gateway.log;
