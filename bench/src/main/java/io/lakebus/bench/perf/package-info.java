// SPDX-License-Identifier: Apache-2.0
/** Kafka's own performance test of the producer, set up as the gateway's producer is. */
package io.lakebus.bench.perf;
