// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.check;

/**
 * Where in the log a row comes from.
 *
 * @param partition the partition
 * @param offset the offset in it
 */
record Place(int partition, long offset) {

  @Override
  public String toString() {
    return partition + "@" + offset;
  }
}
