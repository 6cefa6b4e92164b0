// SPDX-License-Identifier: Apache-2.0
package io.lakebus.config;

import java.util.List;

/** Writes a program's settings as the Markdown table that the documents show. */
public final class SettingsTable {

  private SettingsTable() {}

  /** One row per setting, in the given order; ends with a line feed. */
  public static String markdown(List<Setting<?>> settings) {
    StringBuilder table = new StringBuilder("| setting | default | meaning |\n|---|---|---|\n");
    for (Setting<?> setting : settings) {
      table
          .append("| `")
          .append(setting.key())
          .append("` | ")
          .append(setting.defaultText().map(SettingsTable::code).orElse("required"))
          .append(" | ")
          .append(setting.description())
          .append(" |\n");
    }
    return table.toString();
  }

  private static String code(String defaultText) {
    return defaultText.isEmpty() ? "none" : "`" + defaultText + "`";
  }
}
