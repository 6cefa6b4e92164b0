// SPDX-License-Identifier: Apache-2.0
package io.lakebus.job.commit.model;

import io.lakebus.job.commit.CheckpointFiles;
import io.lakebus.job.commit.CommitKey;
import io.lakebus.job.commit.TableAppend;
import io.lakebus.job.write.WrittenFile;
import io.lakebus.route.TableId;
import java.util.List;
import java.util.stream.Collectors;

/** Things of a schedule in short, for people. */
final class Texts {

  private Texts() {}

  /** As in {@code e2/7}: epoch e2, checkpoint 7. */
  static String key(CommitKey key) {
    return key.epoch() + "/" + key.checkpoint();
  }

  static String appends(List<TableAppend> appends, Store store) {
    return appends.stream().map(append -> append(append, store)).collect(Collectors.joining(" + "));
  }

  private static String append(TableAppend append, Store store) {
    return "%s to %s up to %s as %s"
        .formatted(
            files(append.files(), store),
            append.view().table(),
            append.commit().complete().toJson(),
            key(append.commit().key()));
  }

  static String files(CheckpointFiles files, Store store) {
    return Tables.NAMES.stream()
        .filter(files.tables()::containsKey)
        .map(table -> files(table, files, store))
        .collect(
            Collectors.joining(
                ", ", key(files.key()) + ": ", ", up to " + files.complete().toJson()));
  }

  private static String files(TableId table, CheckpointFiles files, Store store) {
    return files(files.tables().get(table).files(), store) + " for " + table;
  }

  private static String files(List<WrittenFile> files, Store store) {
    return files.stream().map(store::text).collect(Collectors.joining(" "));
  }
}
