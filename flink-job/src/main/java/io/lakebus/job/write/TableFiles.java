// SPDX-License-Identifier: Apache-2.0
package io.lakebus.job.write;

import io.lakebus.job.log.Offsets;
import java.io.Serializable;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * What was written for one table.
 *
 * @param files the files
 * @param first the log's offsets of the first rows in them, for the partitions that have any
 * @param writtenFor the UUIDs of the tables that they were written for: one, unless the name has
 *     gone from one table to another meanwhile; none where that was not kept
 */
public record TableFiles(List<WrittenFile> files, Offsets first, Set<UUID> writtenFor)
    implements Serializable {

  /** Nothing was written. */
  public static final TableFiles NONE = new TableFiles(List.of(), Offsets.NONE);

  public TableFiles {
    files = List.copyOf(files);
    writtenFor = Set.copyOf(writtenFor);
  }

  /** Files of which is not known what table they were written for. */
  public TableFiles(List<WrittenFile> files, Offsets first) {
    this(files, first, Set.of());
  }

  /** The same with these files in place of its own. */
  TableFiles with(List<WrittenFile> others) {
    return new TableFiles(others, first, writtenFor);
  }

  /** The files of both. */
  public TableFiles and(TableFiles other) {
    Set<UUID> both = new HashSet<>(writtenFor);
    both.addAll(other.writtenFor);
    return new TableFiles(
        Stream.concat(files.stream(), other.files.stream()).toList(), first.min(other.first), both);
  }
}
