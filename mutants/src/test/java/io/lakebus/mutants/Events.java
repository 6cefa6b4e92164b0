// SPDX-License-Identifier: Apache-2.0
package io.lakebus.mutants;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Events of all kinds: matches, tickets, orders, and orders on which their rule's transform fails.
 *
 * @param prefix what their ids begin with
 * @param count how many
 */
record Events(String prefix, int count) {

  /** Event objects, a line each. */
  List<String> lines() {
    return IntStream.range(0, count).mapToObj(this::line).toList();
  }

  Set<String> ids() {
    return IntStream.range(0, count).mapToObj(this::id).collect(Collectors.toSet());
  }

  private String id(int number) {
    return prefix + "-" + number;
  }

  private String line(int number) {
    String type;
    String detail;
    switch (number % 10) {
      case 3, 4 -> {
        type = "ticket.sold";
        detail = "{\"price\":" + number + ".5}";
      }
      case 7 -> {
        type = "order";
        detail = "{\"text\":\"" + number + "\"}";
      }
      case 8 -> {
        type = "order";
        detail = "{\"text\":\"no number\"}";
      }
      default -> {
        type = "match.score";
        detail = "{\"n\":" + number + ",\"home\":\"" + prefix + "\"}";
      }
    }
    return "{\"id\":\"%s\",\"detail-type\":\"%s\",\"detail\":%s}"
        .formatted(id(number), type, detail);
  }
}
