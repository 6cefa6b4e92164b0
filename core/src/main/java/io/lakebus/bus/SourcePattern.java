// SPDX-License-Identifier: Apache-2.0
package io.lakebus.bus;

import static java.util.Objects.requireNonNull;

/** Which values of an event's {@code source} a vendor may claim. */
public sealed interface SourcePattern {

  /** Whether the source is one of them. */
  boolean matches(String source);

  /** One value, exactly. */
  record Exact(String source) implements SourcePattern {

    public Exact {
      requireNonNull(source, "source is null");
    }

    @Override
    public boolean matches(String candidate) {
      return source.equals(candidate);
    }
  }

  /** Every value that starts so. */
  record Prefix(String prefix) implements SourcePattern {

    public Prefix {
      requireNonNull(prefix, "prefix is null");
    }

    @Override
    public boolean matches(String candidate) {
      return candidate.startsWith(prefix);
    }
  }

  /**
   * Reads {@code statsfeed} (exactly that) or {@code statsfeed*} (everything that starts so).
   *
   * @throws IllegalArgumentException if the text is empty, or a star is elsewhere than at its end
   */
  static SourcePattern parse(String text) {
    int star = text.indexOf('*');
    if (text.isEmpty()) {
      throw new IllegalArgumentException("a source is not empty");
    }
    if (star < 0) {
      return new Exact(text);
    }
    if (star != text.length() - 1) {
      throw new IllegalArgumentException("'" + text + "': a star stands only at the end");
    }
    return new Prefix(text.substring(0, star));
  }
}
