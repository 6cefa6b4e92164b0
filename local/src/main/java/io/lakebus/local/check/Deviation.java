// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.check;

/** What can be wrong with what a table has of an event, and which invariant that breaks. */
enum Deviation {
  LOST("lost", Invariant.NOTHING_LOST),
  DOUBLED("doubled", Invariant.NOTHING_TWICE),
  PHANTOM("phantom", Invariant.NO_PHANTOM),
  TORN("torn", Invariant.ALL_OR_NOTHING),
  CHANGED("changed", Invariant.CONTENT),
  MISROUTED("misrouted", Invariant.ROUTING);

  private final String label;
  private final Invariant invariant;

  Deviation(String label, Invariant invariant) {
    this.label = label;
    this.invariant = invariant;
  }

  /** What it is called in reports. */
  String label() {
    return label;
  }

  Invariant invariant() {
    return invariant;
  }
}
