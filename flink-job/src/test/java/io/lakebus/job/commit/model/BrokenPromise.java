// SPDX-License-Identifier: Apache-2.0
package io.lakebus.job.commit.model;

/** Something is not as the protocol promises: the schedule has found a fault. */
final class BrokenPromise extends RuntimeException {

  private static final long serialVersionUID = 1L;

  BrokenPromise(String message) {
    super(message, null, false, false);
  }
}
