// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.faults;

import java.io.IOException;

/**
 * What an injection did.
 *
 * @param kind whether the fault took place
 * @param note what is worth knowing of it; may be empty
 */
record Effect(Kind kind, String note) {

  /** Whether a fault took place. */
  enum Kind {
    /** It did. */
    INJECTED,
    /** There was no occasion for it: it counts as not injected. */
    NOT_REACHED,
    /** It did, and what it promises did not come true. */
    WRONG
  }

  static Effect injected() {
    return new Effect(Kind.INJECTED, "");
  }

  static Effect injected(String note) {
    return new Effect(Kind.INJECTED, note);
  }

  static Effect notReached(String note) {
    return new Effect(Kind.NOT_REACHED, note);
  }

  static Effect notInjected(IOException cause) {
    return notReached("cannot be injected: " + cause.getMessage());
  }

  static Effect wrong(String note) {
    return new Effect(Kind.WRONG, note);
  }
}
