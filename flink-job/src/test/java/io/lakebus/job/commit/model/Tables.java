// SPDX-License-Identifier: Apache-2.0
package io.lakebus.job.commit.model;

import io.lakebus.route.TableId;
import java.util.List;

/** The tables of the simulated bus, by number. */
final class Tables {

  static final String PIPELINE = "sports";

  static final int ARCHIVE = 0;
  static final int CAT1 = 1;
  static final int CAT2 = 2;
  static final int QUARANTINE = 3;

  /** Their names, each at its number. */
  static final List<TableId> NAMES =
      List.of(
          new TableId(PIPELINE, "events"),
          new TableId(PIPELINE, "cat1"),
          new TableId(PIPELINE, "cat2"),
          new TableId(PIPELINE, "quarantine"));

  private Tables() {}

  static int number(TableId table) {
    return NAMES.indexOf(table);
  }
}
