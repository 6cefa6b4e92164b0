// SPDX-License-Identifier: Apache-2.0
package io.lakebus.job.commit;

import io.lakebus.job.log.Offsets;
import io.lakebus.job.write.TableFiles;
import io.lakebus.route.TableId;
import java.util.Map;

import static java.util.Objects.requireNonNull;

/**
 * All that a checkpoint wrote: the one thing that is committed for it.
 *
 * @param key the commit's key
 * @param tables the files of each table that got rows
 * @param complete how far into the log each of these tables is complete with them
 */
public record CheckpointFiles(CommitKey key, Map<TableId, TableFiles> tables, Offsets complete) {

  public CheckpointFiles {
    requireNonNull(key, "key is null");
    tables = Map.copyOf(tables);
    requireNonNull(complete, "complete is null");
  }
}
