// SPDX-License-Identifier: Apache-2.0
package io.lakebus.job.commit.model;

import io.lakebus.job.commit.TableCommits;
import io.lakebus.job.commit.TableCommitsContract;
import io.lakebus.job.write.WrittenFile;
import io.lakebus.route.TableId;
import java.util.List;
import java.util.SplittableRandom;

/** Without faults the model's tables are as all others. */
class CatalogClientTest extends TableCommitsContract {

  private final World world =
      new World(
          new SplittableRandom(0),
          new Setting(Faults.NONE, SimulatedLog.empty(), true),
          new Protocol(),
          Trace.none(),
          new Tally());

  private final CatalogClient tables =
      new CatalogClient(
          world,
          "job",
          new CatalogClient.Steps() {
            @Override
            public void between() {
              world.pass(1);
            }

            @Override
            public boolean isReplaced() {
              return false;
            }
          });

  @Override
  protected TableCommits tables() {
    return tables;
  }

  @Override
  protected WrittenFile file(String name) {
    return world.store.put(name, new int[0]);
  }

  @Override
  protected void lose(WrittenFile file) {
    world.store.lose(file);
  }

  @Override
  protected List<String> files(TableId table) {
    return world.catalog.table(Tables.number(table)).files().stream()
        .map(WrittenFile::path)
        .toList();
  }
}
