// SPDX-License-Identifier: Apache-2.0
/**
 * What the benchmarks are made of: a load, the peers, the measuring of CPU time, the statistics and
 * the report. It knows nothing of the local stack, which starts the programs in here.
 */
package io.lakebus.bench;
