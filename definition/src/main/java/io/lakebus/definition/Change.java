// SPDX-License-Identifier: Apache-2.0
package io.lakebus.definition;

import java.util.List;

import static java.util.Objects.requireNonNull;

/**
 * One difference between two definitions, in words for people.
 *
 * @param part where in the definition it is
 * @param kind what happens
 * @param name what it happens to
 * @param details what is said of it, a line each
 */
public record Change(Part part, Kind kind, String name, List<String> details) {

  /** A part of the definition; each takes effect at its own time. */
  public enum Part {
    VENDORS("Vendors", "for the next call"),
    RULES("Rules", "for the next event that is routed"),
    TABLES(
        "Tables", "partitions for tables that are not there yet, types for columns that are not"),
    CONTRACTS("Contracts", "for the next event"),
    SETTINGS("Settings", "at once"),
    START("Settings of the job", "when the job is started again: ./lakebus down && ./lakebus up");

    private final String title;
    private final String effect;

    Part(String title, String effect) {
      this.title = title;
      this.effect = effect;
    }

    /** Its name. */
    public String title() {
      return title;
    }

    /** When a change of it takes effect. */
    public String effect() {
      return effect;
    }
  }

  /** What happens. */
  public enum Kind {
    ADDED("+"),
    CHANGED("~"),
    REMOVED("-");

    private final String sign;

    Kind(String sign) {
      this.sign = sign;
    }

    /** One character for it. */
    public String sign() {
      return sign;
    }
  }

  public Change {
    requireNonNull(part, "part is null");
    requireNonNull(kind, "kind is null");
    requireNonNull(name, "name is null");
    details = List.copyOf(details);
  }
}
