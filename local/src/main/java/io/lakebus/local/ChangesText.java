// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local;

import io.lakebus.definition.Change;
import java.io.PrintWriter;
import java.util.List;

/** Changes of a definition as people read them. */
final class ChangesText {

  private ChangesText() {}

  /**
   * Prints them.
   *
   * @param version that of the definition in force
   */
  static void print(List<Change> changes, int version, PrintWriter out) {
    if (changes.isEmpty()) {
      out.println("Nothing changes: version " + version + " does the same already.");
      return;
    }
    out.println("In force is version " + version + ". What changes:");
    for (Change.Part part : Change.Part.values()) {
      List<Change> ofPart = changes.stream().filter(change -> change.part() == part).toList();
      if (!ofPart.isEmpty()) {
        out.println();
        out.println(part.title() + ", " + part.effect());
        ofPart.forEach(change -> print(change, out));
      }
    }
    out.println();
    out.flush();
  }

  private static void print(Change change, PrintWriter out) {
    out.println("  " + change.kind().sign() + " " + change.name());
    change.details().forEach(line -> out.println("      " + line));
  }
}
