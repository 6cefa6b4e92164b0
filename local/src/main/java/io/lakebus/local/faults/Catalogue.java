// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.faults;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** All faults. */
final class Catalogue {

  private final List<Fault> faults;

  /** The faults of a stack whose log is this topic. */
  Catalogue(String topic) {
    this.faults =
        Stream.of(
                ProcessFaults.all(),
                JobFaults.all(),
                LinkFaults.all(),
                StoreFaults.all(),
                BackupFaults.all(),
                DefinitionFaults.all(),
                new LogFaults(topic).all())
            .flatMap(List::stream)
            .sorted(Comparator.comparing(Fault::id))
            .toList();
  }

  List<Fault> all() {
    return faults;
  }

  /**
   * The faults of these names: a fault's id, or that of its family for all its variants; without
   * names all but those that must be named.
   *
   * @throws IllegalArgumentException if there is no such fault
   */
  List<Fault> select(List<String> names) {
    if (names.isEmpty()) {
      return faults.stream().filter(fault -> !fault.mustBeNamed()).toList();
    }
    List<Fault> selected = new ArrayList<>();
    for (String name : names) {
      List<Fault> found =
          faults.stream()
              .filter(fault -> fault.id().equals(name) || fault.family().equals(name))
              .filter(fault -> fault.id().equals(name) || !fault.mustBeNamed())
              .toList();
      if (found.isEmpty()) {
        throw new IllegalArgumentException(
            "there is no fault '" + name + "'; --list shows them all");
      }
      found.stream().filter(fault -> !selected.contains(fault)).forEach(selected::add);
    }
    return selected;
  }
}
