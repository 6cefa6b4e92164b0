// SPDX-License-Identifier: Apache-2.0
package io.lakebus.job.commit;

import io.lakebus.job.write.WrittenFile;
import io.lakebus.route.TableId;
import java.util.List;

class InMemoryTableCommitsTest extends TableCommitsContract {

  private final InMemoryTableCommits tables = new InMemoryTableCommits();

  @Override
  protected TableCommits tables() {
    return tables;
  }

  @Override
  protected WrittenFile file(String name) {
    return new WrittenFile(name, 10, 1, "{}");
  }

  @Override
  protected void lose(WrittenFile file) {
    tables.lose(file.path());
  }

  @Override
  protected List<String> files(TableId table) {
    return tables.paths(table);
  }
}
