// SPDX-License-Identifier: Apache-2.0
package io.lakebus.job.log;

/**
 * What the log has of a partition.
 *
 * @param first the offset of the first record
 * @param end the offset that the next record will get
 */
record LogRange(long first, long end) {}
