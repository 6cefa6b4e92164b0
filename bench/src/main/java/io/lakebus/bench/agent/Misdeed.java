// SPDX-License-Identifier: Apache-2.0
package io.lakebus.bench.agent;

/** What a vendor does that its neighbours must not feel. */
public enum Misdeed {
  /** It is at its limit, and sends on whatever it is told to wait. */
  AT_LIMIT("at its limit"),
  /** Its bodies come in drops, some of them so slowly that they are cut off. */
  SLOW("slow senders"),
  /** All that it sends is refused. */
  RUBBISH("rubbish");

  private final String words;

  Misdeed(String words) {
    this.words = words;
  }

  /** What the report calls it. */
  public String words() {
    return words;
  }
}
