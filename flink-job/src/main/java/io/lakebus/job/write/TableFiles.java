// SPDX-License-Identifier: Apache-2.0
package io.lakebus.job.write;

import io.lakebus.job.log.Offsets;
import java.io.Serializable;
import java.util.List;
import java.util.stream.Stream;

/**
 * What was written for one table.
 *
 * @param files the files
 * @param first the log's offsets of the first rows in them, for the partitions that have any
 */
public record TableFiles(List<WrittenFile> files, Offsets first) implements Serializable {

  /** Nothing was written. */
  public static final TableFiles NONE = new TableFiles(List.of(), Offsets.NONE);

  public TableFiles {
    files = List.copyOf(files);
  }

  /** The files of both. */
  public TableFiles and(TableFiles other) {
    return new TableFiles(
        Stream.concat(files.stream(), other.files.stream()).toList(), first.min(other.first));
  }
}
