// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.check;

/** What holds whatever fails: one by one, so that a verdict names what is broken. */
public enum Invariant {
  NOTHING_LOST(
      "I1",
      "an accepted event has its rows in each of its tables, or its dead letter says why not"),
  NOTHING_TWICE("I2", "no event has more rows in a table than its rules make"),
  NO_PHANTOM("I3", "every row is of an event that was sent, and none of one that was refused"),
  ALL_OR_NOTHING("I4", "an event whose answer was lost has all of its rows or none"),
  CONTENT("I5", "what is stored of an event is, byte for byte, what was sent"),
  ROUTING("I6", "the rules that took an event are those that a model of the rules says"),
  ORDER(
      "I7", "of two events in one partition, the one answered before the other was sent is first"),
  VISIBILITY("I8", "a reader sees whole checkpoints only, in all tables at once, and none vanish"),
  METADATA("I9", "every file that a table names is there, whole, once, and has the rows it says"),
  LIVENESS("I10", "while events come in, commits go on"),
  RECOVERY("I11", "after a fault events become visible again within the bound");

  private final String label;
  private final String promise;

  Invariant(String label, String promise) {
    this.label = label;
    this.promise = promise;
  }

  /** Its short name, {@code I1} to {@code I11}. */
  public String label() {
    return label;
  }

  /** What it says. */
  public String promise() {
    return promise;
  }
}
