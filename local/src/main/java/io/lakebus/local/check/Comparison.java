// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.check;

import java.util.List;
import java.util.Map;

/**
 * How the journals compare with the tables as one reader sees them.
 *
 * @param reader who read the tables
 * @param findings a finding for each table, in the order of their names
 * @param archived what the archive has, by the events' ids
 * @param deadLetters how many events are dead letters that the rules alone do not make
 */
record Comparison(
    String reader, List<TableFinding> findings, Map<String, Found> archived, long deadLetters) {

  Comparison {
    findings = List.copyOf(findings);
  }

  /** How many rows are not there that may still come. */
  long missing() {
    return findings.stream()
        .mapToLong(finding -> finding.of(Deviation.LOST).size() + finding.of(Deviation.TORN).size())
        .sum();
  }
}
