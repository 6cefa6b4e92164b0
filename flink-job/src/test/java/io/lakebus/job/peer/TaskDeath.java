// SPDX-License-Identifier: Apache-2.0
package io.lakebus.job.peer;

/**
 * What a task dies of when a test wants it to. An error and not an exception, so that no retry and
 * no handler of failures takes it for an answer: the task ends here, as by a kill.
 */
final class TaskDeath extends Error {

  private static final long serialVersionUID = 1L;

  TaskDeath(Moment moment) {
    super("the task dies at " + moment + ", as the test wants it");
  }
}
