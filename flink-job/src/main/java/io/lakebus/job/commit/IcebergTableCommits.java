// SPDX-License-Identifier: Apache-2.0
package io.lakebus.job.commit;

import io.lakebus.job.failpoint.FailPoints;
import io.lakebus.job.failpoint.Moment;
import io.lakebus.job.write.WrittenFile;
import io.lakebus.parallel.InParallel;
import io.lakebus.route.TableId;
import io.lakebus.schema.TableKeeper;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.iceberg.AppendFiles;
import org.apache.iceberg.BaseTransaction;
import org.apache.iceberg.HasTableOperations;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.Transaction;
import org.apache.iceberg.Transactions;
import org.apache.iceberg.UpdateProperties;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.TableCommit;
import org.apache.iceberg.exceptions.BadRequestException;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.apache.iceberg.exceptions.ForbiddenException;
import org.apache.iceberg.exceptions.NoSuchNamespaceException;
import org.apache.iceberg.exceptions.NoSuchTableException;
import org.apache.iceberg.exceptions.NotAuthorizedException;
import org.apache.iceberg.exceptions.NotFoundException;
import org.apache.iceberg.exceptions.ValidationException;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.rest.RESTCatalog;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The tables of an Iceberg catalog.
 *
 * <p>A snapshot is made on exactly the metadata that was looked at, in a transaction that is never
 * committed: its changes are taken out and sent as they are. So Iceberg's own retries and, above
 * all, its clean-up have no part in this: no path here deletes a file.
 *
 * <p>Manifests are merged as the table's property {@code commit.manifest-merge.enabled} says.
 */
public final class IcebergTableCommits implements TableCommits {

  private static final Logger LOG = LoggerFactory.getLogger(IcebergTableCommits.class);

  private static final String WRITE_AGAIN =
      ". The log has its rows: start the job without state, then it goes on from the offsets that"
          + " the tables tell and writes them again.";

  private record View(TableId table, Table loaded, TableMetadata metadata) implements TableView {

    @Override
    public Optional<UUID> uuid() {
      return Optional.ofNullable(metadata.uuid()).map(UUID::fromString);
    }

    @Override
    public Stream<PastCommit> commitsOf(String pipeline) {
      return History.commits(metadata, pipeline);
    }

    FileIO io() {
      return loaded.io();
    }
  }

  private record Staged(View view, TableMetadata updated) {

    TableCommit commit() {
      return TableCommit.create(TableKeeper.identifier(view.table()), view.metadata(), updated);
    }
  }

  private final Catalog catalog;
  private final TableId archive;
  private final InParallel parallel;
  private final FailPoints failPoints;
  private boolean atOnce;

  /**
   * Commits to a catalog's tables.
   *
   * @param catalog the catalog
   * @param archive the table that comes last where the catalog cannot commit all at once
   * @param parallel does what waits for the catalog and the store
   * @param failPoints what happens on the way
   */
  public IcebergTableCommits(
      Catalog catalog, TableId archive, InParallel parallel, FailPoints failPoints) {
    this.catalog = catalog;
    this.archive = archive;
    this.parallel = parallel;
    this.failPoints = failPoints;
    this.atOnce = catalog instanceof RESTCatalog;
  }

  @Override
  public List<TableView> look(Collection<TableId> tables) {
    return parallel.map(tables, this::look);
  }

  private TableView look(TableId table) {
    try {
      Table loaded = catalog.loadTable(TableKeeper.identifier(table));
      return new View(table, loaded, ((HasTableOperations) loaded).operations().current());
    } catch (NoSuchTableException | NoSuchNamespaceException e) {
      throw TableGoneException.missing(table, e);
    } catch (ForbiddenException | NotAuthorizedException e) {
      throw e;
    } catch (RuntimeException e) {
      throw new CatalogUnavailableException("cannot look at " + table, e);
    }
  }

  @Override
  public void verify(TableView view, List<WrittenFile> files) {
    FileIO io = ((View) view).io();
    parallel.map(files, file -> verified(io, file));
  }

  static WrittenFile verified(FileIO io, WrittenFile file) {
    long length;
    try {
      length = io.newInputFile(file.path()).getLength();
    } catch (RuntimeException e) {
      throw isGone(io, file, e)
          ? new MissingFileException(file.path() + " was written and is not there" + WRITE_AGAIN, e)
          : new CatalogUnavailableException("cannot look at " + file.path(), e);
    }
    if (length != file.bytes()) {
      throw new MissingFileException(
          file.path()
              + " was written with "
              + file.bytes()
              + " bytes and has "
              + length
              + WRITE_AGAIN,
          null);
    }
    return file;
  }

  /** Iceberg's file IOs do not agree on how they fail at a file that is not there: S3's asks. */
  private static boolean isGone(FileIO io, WrittenFile file, RuntimeException failure) {
    try {
      return failure instanceof NotFoundException || !io.newInputFile(file.path()).exists();
    } catch (RuntimeException e) {
      failure.addSuppressed(e);
      return false;
    }
  }

  @Override
  public void append(List<TableAppend> appends) {
    List<Staged> staged = parallel.map(appends, IcebergTableCommits::stage);
    failPoints.reached(Moment.STAGED);
    if (atOnce) {
      try {
        RESTCatalog rest = (RESTCatalog) catalog;
        send(() -> rest.commitTransaction(staged.stream().map(Staged::commit).toList()));
        return;
      } catch (UnsupportedOperationException e) {
        LOG.info("The catalog cannot commit several tables at once: they are committed singly", e);
        atOnce = false;
      }
    }
    List<Staged> others =
        staged.stream().filter(one -> !one.view().table().equals(archive)).toList();
    parallel.map(others, IcebergTableCommits::commitSingly);
    failPoints.reached(Moment.BETWEEN_TABLES);
    staged.stream()
        .filter(one -> one.view().table().equals(archive))
        .forEach(IcebergTableCommits::commitSingly);
  }

  /** Writes the manifests of the snapshot-to-be, and makes its metadata. */
  private static Staged stage(TableAppend append) {
    View view = (View) append.view();
    try {
      Transaction transaction =
          Transactions.newTransaction(
              view.table().toString(),
              new LookedAtOperations(
                  ((HasTableOperations) view.loaded()).operations(), view.metadata()),
              report -> {});
      UpdateProperties newest = transaction.updateProperties();
      append.commit().toProperties().forEach(newest::set);
      newest.commit();
      AppendFiles snapshot = transaction.newAppend();
      append
          .files()
          .forEach(file -> snapshot.appendFile(file.toDataFile(view.metadata().specsById())));
      append.commit().toSummary().forEach(snapshot::set);
      snapshot.commit();
      return new Staged(view, ((BaseTransaction) transaction).currentMetadata());
    } catch (ValidationException | IllegalArgumentException e) {
      throw e;
    } catch (RuntimeException e) {
      throw new CatalogUnavailableException("cannot write manifests of " + view.table(), e);
    }
  }

  private static Staged commitSingly(Staged staged) {
    send(
        () ->
            ((HasTableOperations) staged.view().loaded())
                .operations()
                .commit(staged.view().metadata(), staged.updated()));
    return staged;
  }

  /**
   * Sends a commit, and says of its failure what it means. Only answers that deny the commit are
   * believed; after anything else, a lost connection for example, it may have been applied.
   */
  private static void send(Runnable commit) {
    try {
      commit.run();
    } catch (CommitFailedException | NoSuchTableException e) {
      throw new CommitConflictException("a table has changed", e);
    } catch (BadRequestException
        | ForbiddenException
        | NotAuthorizedException
        | UnsupportedOperationException
        | ValidationException e) {
      throw e;
    } catch (RuntimeException e) {
      throw new CommitUnknownException("the catalog did not answer a commit", e);
    }
  }
}
