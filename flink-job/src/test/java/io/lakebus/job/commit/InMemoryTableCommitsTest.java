// SPDX-License-Identifier: Apache-2.0
package io.lakebus.job.commit;

import io.lakebus.job.write.WrittenFile;
import io.lakebus.route.TableId;
import java.util.List;

class InMemoryTableCommitsTest extends TableCommitsContract {

  private final InMemoryTableCommits tables = new InMemoryTableCommits();

  @Override
  TableCommits tables() {
    return tables;
  }

  @Override
  WrittenFile file(String name) {
    return new WrittenFile(name, 10, 1, "{}");
  }

  @Override
  void lose(WrittenFile file) {
    tables.lose(file.path());
  }

  @Override
  List<String> files(TableId table) {
    return tables.paths(table);
  }
}
