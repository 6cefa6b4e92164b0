// SPDX-License-Identifier: Apache-2.0
/**
 * The Flink job: Kafka to Iceberg. Each stage is a package of its own; this one puts them together.
 */
package io.lakebus.job;
