// SPDX-License-Identifier: Apache-2.0
package io.lakebus.bus;

import static java.util.Objects.requireNonNull;

/** Which names a vendor may use: values of an event's {@code source} or {@code detail-type}. */
public sealed interface NamePattern {

  /** Whether the name is one of them. */
  boolean matches(String name);

  /** One name, exactly. */
  record Exact(String name) implements NamePattern {

    public Exact {
      requireNonNull(name, "name is null");
    }

    @Override
    public boolean matches(String candidate) {
      return name.equals(candidate);
    }
  }

  /** Every name that starts so. */
  record Prefix(String prefix) implements NamePattern {

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
  static NamePattern parse(String text) {
    int star = text.indexOf('*');
    if (text.isEmpty()) {
      throw new IllegalArgumentException("is empty, but should be a name, or its start and a star");
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
