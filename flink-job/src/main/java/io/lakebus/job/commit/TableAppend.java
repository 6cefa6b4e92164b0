// SPDX-License-Identifier: Apache-2.0
package io.lakebus.job.commit;

import io.lakebus.job.write.WrittenFile;
import java.util.List;

/**
 * Files to append to a table.
 *
 * @param view the table as it was looked at; nothing is appended to any other state of it
 * @param files the files
 * @param commit what the new snapshot's summary says
 */
public record TableAppend(TableView view, List<WrittenFile> files, PastCommit commit) {

  public TableAppend {
    files = List.copyOf(files);
  }
}
