// SPDX-License-Identifier: Apache-2.0
package io.lakebus.job.commit.model;

import io.lakebus.job.write.WrittenFile;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The object store: files by path. A file holds rows; those of a file that was lost are remembered
 * for those who judge.
 */
final class Store {

  private static final int BYTES_OF_NO_ROWS = 10;
  private static final int BYTES_PER_ROW = 100;
  private static final int GONE = -1;

  private record Stored(int[] rows, long bytes) {}

  private static final Stored NEVER_THERE = new Stored(new int[0], GONE);

  private final Map<String, Stored> files = new HashMap<>();

  /** Takes a file, whole. */
  WrittenFile put(String path, int[] rows) {
    long bytes = BYTES_OF_NO_ROWS + (long) BYTES_PER_ROW * rows.length;
    files.put(path, new Stored(rows, bytes));
    return new WrittenFile(path, bytes, rows.length, "");
  }

  /** A file is not there any more, or never came to be. */
  void lose(WrittenFile file) {
    files.put(file.path(), new Stored(rows(file), GONE));
  }

  /** A file lacks its end. */
  void truncate(WrittenFile file) {
    files.put(file.path(), new Stored(rows(file), file.bytes() - 1));
  }

  boolean isThere(WrittenFile file) {
    return stored(file).bytes() != GONE;
  }

  boolean isWhole(WrittenFile file) {
    return stored(file).bytes() == file.bytes();
  }

  /** The rows that were written to a file. */
  int[] rows(WrittenFile file) {
    return stored(file).rows();
  }

  /** The rows that were written to files. */
  int[] rows(List<WrittenFile> several) {
    return several.stream().flatMapToInt(file -> Arrays.stream(rows(file))).toArray();
  }

  /** A file and its rows, for people. */
  String text(WrittenFile file) {
    return Arrays.stream(rows(file))
        .mapToObj(Row::text)
        .collect(Collectors.joining(" ", file.path() + "[", isWhole(file) ? "]" : ", damaged]"));
  }

  private Stored stored(WrittenFile file) {
    return files.getOrDefault(file.path(), NEVER_THERE);
  }
}
