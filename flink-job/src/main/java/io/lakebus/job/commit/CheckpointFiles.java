// SPDX-License-Identifier: Apache-2.0
package io.lakebus.job.commit;

import io.lakebus.job.log.Offsets;
import io.lakebus.job.write.TableFiles;
import io.lakebus.route.TableId;
import java.util.Map;
import java.util.Optional;

import static java.util.Objects.requireNonNull;

/**
 * All that a checkpoint wrote: the one thing that is committed for it.
 *
 * @param key the commit's key
 * @param tables the files of each table that got rows
 * @param begin what the commit before this one was complete up to: where the archive is not, rows
 *     are missing; empty where that is not known
 * @param complete how far into the log each of these tables is complete with them
 * @param topicId Kafka's id of the topic that is the log; empty where that is not known
 */
public record CheckpointFiles(
    CommitKey key,
    Map<TableId, TableFiles> tables,
    Optional<Offsets> begin,
    Offsets complete,
    Optional<String> topicId) {

  public CheckpointFiles {
    requireNonNull(key, "key is null");
    tables = Map.copyOf(tables);
    requireNonNull(begin, "begin is null");
    requireNonNull(complete, "complete is null");
    requireNonNull(topicId, "topicId is null");
  }

  /** The same of a log whose topic is not known. */
  public CheckpointFiles(
      CommitKey key, Map<TableId, TableFiles> tables, Optional<Offsets> begin, Offsets complete) {
    this(key, tables, begin, complete, Optional.empty());
  }

  /** The commit, as a table tells of it that has none of the pipeline yet. */
  public PastCommit commit() {
    return new PastCommit(key, complete, topicId);
  }
}
