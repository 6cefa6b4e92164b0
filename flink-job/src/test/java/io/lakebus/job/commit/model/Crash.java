// SPDX-License-Identifier: Apache-2.0
package io.lakebus.job.commit.model;

/** A process dies: whatever it was doing ends here. Nothing in the project catches it. */
final class Crash extends RuntimeException {

  private static final long serialVersionUID = 1L;

  Crash() {
    super("the process dies", null, false, false);
  }
}
