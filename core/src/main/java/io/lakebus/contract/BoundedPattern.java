// SPDX-License-Identifier: Apache-2.0
package io.lakebus.contract;

import com.networknt.schema.regex.RegularExpression;
import com.networknt.schema.regex.RegularExpressions;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A regular expression whose search in a text ends. The expression is the operator's and the text
 * the vendor's: an expression such as {@code ^([a-z]+)+\1?$} searches some short texts for longer
 * than anybody waits. So how often a search looks at a character is counted, and bounded by the
 * text's length. A count, unlike a time, is the same on every machine.
 */
final class BoundedPattern implements RegularExpression {

  /** How many looks any text has. */
  static final int LOOKS = 1_000;

  /** How many more it has for each of its characters. */
  static final int LOOKS_PER_CHARACTER = 50;

  private final Pattern pattern;

  /**
   * Compiles an expression of ECMA-262, as far as Java's expressions mean the same.
   *
   * @throws PatternSyntaxException if it is not one of Java's
   */
  BoundedPattern(String regex) {
    this.pattern =
        Pattern.compile(
            RegularExpressions.replaceLongformCharacterProperties(
                RegularExpressions.replaceDollarAnchors(regex)));
  }

  /**
   * Whether the expression is found in a text.
   *
   * @throws TooCostlyException if that is not known within the bound
   */
  @Override
  public boolean matches(String value) {
    return pattern.matcher(new CountedText(value)).find();
  }

  /** A text that bears so many looks. */
  private static final class CountedText implements CharSequence {

    private final String text;
    private long looks;

    CountedText(String text) {
      this.text = text;
      this.looks = LOOKS + (long) LOOKS_PER_CHARACTER * text.length();
    }

    @Override
    public char charAt(int index) {
      if (looks-- == 0) {
        throw new TooCostlyException();
      }
      return text.charAt(index);
    }

    @Override
    public int length() {
      return text.length();
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      return text.subSequence(start, end);
    }

    @Override
    public String toString() {
      return text;
    }
  }
}
