// SPDX-License-Identifier: Apache-2.0
package io.lakebus.event;

/** Shortens what a vendor may have made long. */
public final class Abbreviation {

  private static final String OMISSION = "…";

  private Abbreviation() {}

  /**
   * A text of at most so many characters, or its beginning and an ellipsis. No surrogate pair is
   * parted.
   */
  public static String of(String text, int length) {
    if (text.length() <= length) {
      return text;
    }
    boolean inPair = Character.isHighSurrogate(text.charAt(length - 1));
    return text.substring(0, inPair ? length - 1 : length) + OMISSION;
  }
}
