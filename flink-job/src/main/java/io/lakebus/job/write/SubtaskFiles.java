// SPDX-License-Identifier: Apache-2.0
package io.lakebus.job.write;

import io.lakebus.job.log.Offsets;
import io.lakebus.route.TableId;
import java.util.Map;

/**
 * What one subtask of write has done between two barriers.
 *
 * @param tables the files of each table that got rows
 * @param complete how far into the log dedup has come on this subtask's side
 */
public record SubtaskFiles(Map<TableId, TableFiles> tables, Offsets complete) {

  public SubtaskFiles {
    tables = Map.copyOf(tables);
  }
}
