// SPDX-License-Identifier: Apache-2.0
package io.lakebus.mutants;

import io.lakebus.job.commit.CommitUnknownException;
import io.lakebus.job.commit.PastCommit;
import io.lakebus.job.commit.TableAppend;
import io.lakebus.job.commit.TableCommits;
import io.lakebus.job.commit.TableView;
import io.lakebus.job.write.WrittenFile;
import io.lakebus.route.TableId;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.iceberg.ManifestFile;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.TableIdentifier;

/** Ways of committing that are wrong, each around the one that is right. */
final class Commits {

  private Commits() {}

  /** Passes everything on. */
  abstract static class Around implements TableCommits {

    final TableCommits real;

    Around(TableCommits real) {
      this.real = real;
    }

    @Override
    public List<TableView> look(Collection<TableId> tables) {
      return real.look(tables);
    }

    @Override
    public void verify(TableView view, List<WrittenFile> files) {
      real.verify(view, files);
    }

    @Override
    public void append(List<TableAppend> appends) {
      real.append(appends);
    }
  }

  /** After a restart it does not find a commit that its table has: it is committed again. */
  static TableCommits withoutLooking(TableCommits real) {
    record Blind(TableView seen, int hidden) implements TableView {
      @Override
      public TableId table() {
        return seen.table();
      }

      @Override
      public Optional<UUID> uuid() {
        return seen.uuid();
      }

      @Override
      public Stream<PastCommit> commitsOf(String pipeline) {
        return seen.commitsOf(pipeline).skip(hidden);
      }
    }

    return new Around(real) {
      private boolean hasLooked;

      @Override
      public List<TableView> look(Collection<TableId> tables) {
        int hidden = hasLooked ? 0 : 1;
        hasLooked = true;
        return real.look(tables).stream().<TableView>map(view -> new Blind(view, hidden)).toList();
      }

      @Override
      public void verify(TableView view, List<WrittenFile> files) {
        real.verify(((Blind) view).seen(), files);
      }

      @Override
      public void append(List<TableAppend> appends) {
        real.append(
            appends.stream()
                .map(one -> new TableAppend(((Blind) one.view()).seen(), one.files(), one.commit()))
                .toList());
      }
    };
  }

  /** Commits twice what it is told to commit, once. */
  static TableCommits twice(TableCommits real) {
    return new Around(real) {
      private int appends;

      @Override
      public void append(List<TableAppend> tables) {
        real.append(tables);
        if (++appends == 2) {
          List<TableView> again =
              real.look(tables.stream().map(one -> one.view().table()).toList());
          real.append(
              again.stream()
                  .map(
                      view ->
                          tables.stream()
                              .filter(one -> one.view().table().equals(view.table()))
                              .map(one -> new TableAppend(view, one.files(), one.commit()))
                              .findFirst()
                              .orElseThrow())
                  .toList());
        }
      }
    };
  }

  /** Loses one of the commits that it is told to make, and says that it was made. */
  static TableCommits droppingOne(TableCommits real) {
    return new Around(real) {
      private int appends;

      @Override
      public void append(List<TableAppend> tables) {
        if (++appends != 2) {
          real.append(tables);
        }
      }
    };
  }

  /**
   * Cleans up after a commit of which it does not know what has become, as Iceberg's own producer
   * of snapshots does after one that it takes for refused: manifests and manifest list are deleted.
   */
  static TableCommits cleaningUp(TableCommits real, Catalog catalog) {
    return new Around(real) {
      @Override
      public void append(List<TableAppend> tables) {
        try {
          real.append(tables);
        } catch (CommitUnknownException e) {
          tables.forEach(one -> cleanAll(one.view().table()));
          throw e;
        }
      }

      private void cleanAll(TableId id) {
        Table table = catalog.loadTable(TableIdentifier.of(id.namespace(), id.name()));
        Snapshot own = table.currentSnapshot();
        for (ManifestFile manifest : own.allManifests(table.io())) {
          if (manifest.snapshotId() == own.snapshotId()) {
            table.io().deleteFile(manifest.path());
          }
        }
        table.io().deleteFile(own.manifestListLocation());
      }
    };
  }
}
