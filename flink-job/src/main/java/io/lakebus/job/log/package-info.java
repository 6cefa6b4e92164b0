// SPDX-License-Identifier: Apache-2.0
/** The stage log: records of the bus's Kafka topic, and how far into it somebody has come. */
package io.lakebus.job.log;
