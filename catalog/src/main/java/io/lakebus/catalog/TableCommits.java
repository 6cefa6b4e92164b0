// SPDX-License-Identifier: Apache-2.0
package io.lakebus.catalog;

import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.iceberg.MetadataUpdate;
import org.apache.iceberg.RetryableValidationException;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.UpdateRequirement;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.exceptions.BadRequestException;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.apache.iceberg.exceptions.NoSuchNamespaceException;
import org.apache.iceberg.exceptions.NoSuchTableException;
import org.apache.iceberg.exceptions.NotFoundException;
import org.apache.iceberg.rest.requests.UpdateTableRequest;
import org.apache.iceberg.util.Tasks;

/**
 * Commits of one table or many: checks what each requires of its table, writes the new metadata,
 * and makes all of it current at once.
 *
 * <p>A commit that was overtaken is tried again on the new metadata as long as its requirements
 * hold there. A requirement that does not hold is the caller's to settle.
 */
final class TableCommits {

  private static final int ATTEMPTS = 5;
  private static final Duration LONGEST_PAUSE = Duration.ofMillis(100);

  private final PostgresCatalog catalog;
  private final Publisher publisher;
  private final ExecutorService workers;
  private final CatalogMetrics metrics;

  /**
   * Creates it.
   *
   * @param workers read and write the metadata files of a commit side by side
   */
  TableCommits(
      PostgresCatalog catalog,
      Publisher publisher,
      ExecutorService workers,
      CatalogMetrics metrics) {
    this.catalog = catalog;
    this.publisher = publisher;
    this.workers = workers;
    this.metrics = metrics;
  }

  /**
   * Commits all tables or none, and returns the metadata of each after that, in no order.
   *
   * <p>Nothing is read once the commit is done: a failure then would be taken for one of the
   * commit.
   *
   * @throws CommitFailedException if a requirement does not hold, or others were faster too often
   * @throws org.apache.iceberg.exceptions.CommitStateUnknownException if it may have been done
   */
  List<TableMetadata> commit(List<UpdateTableRequest> requests) {
    requireDistinct(requests);
    return metrics.commit(requests.size(), () -> commitPatiently(requests));
  }

  private List<TableMetadata> commitPatiently(List<UpdateTableRequest> requests) {
    for (int attempt = 1; ; attempt++) {
      List<Prepared> prepared = prepareAll(requests);
      try {
        publisher.publish(staged(prepared));
        return prepared.stream().map(Prepared::metadata).toList();
      } catch (CommitFailedException e) {
        metrics.overtaken();
        if (attempt == ATTEMPTS || !pause()) {
          throw e;
        }
      }
    }
  }

  private List<Prepared> prepareAll(List<UpdateTableRequest> requests) {
    Queue<Prepared> prepared = new ConcurrentLinkedQueue<>();
    boolean complete = false;
    try {
      if (requests.size() == 1) {
        prepared.add(prepare(requests.getFirst()));
      } else {
        Tasks.foreach(requests)
            .executeWith(workers)
            .stopOnFailure()
            .throwFailureWhenFinished()
            .run(request -> prepared.add(prepare(request)));
      }
      complete = true;
      return List.copyOf(prepared);
    } finally {
      if (!complete) {
        publisher.discard(staged(prepared));
      }
    }
  }

  private static List<Staged> staged(Collection<Prepared> prepared) {
    return prepared.stream().flatMap(one -> one.staged().stream()).toList();
  }

  /** Writes a table's new metadata, if it is other than before. */
  private Prepared prepare(UpdateTableRequest request) {
    PointerTableOperations operations = catalog.operations(request.identifier());
    Optional<TableMetadata> base = base(operations, request.identifier());
    if (base.isEmpty()) {
      requireCreation(request);
    }
    request.requirements().forEach(requirement -> requirement.validate(base.orElse(null)));
    TableMetadata updated = apply(request, builder(request, base));
    if (base.isPresent() && updated.changes().isEmpty()) {
      return new Prepared(base.get(), Optional.empty());
    }
    Staged staged = operations.stage(base, updated);
    return new Prepared(staged.metadata(), Optional.of(staged));
  }

  /** To a client that commits, 404 says that the table is gone; a lost file must not say that. */
  private static Optional<TableMetadata> base(
      PointerTableOperations operations, TableIdentifier table) {
    try {
      return operations.fresh();
    } catch (NotFoundException e) {
      throw new IllegalStateException("The metadata file of table " + table + " is missing", e);
    }
  }

  private static TableMetadata.Builder builder(
      UpdateTableRequest request, Optional<TableMetadata> base) {
    return base.map(TableMetadata::buildFrom)
        .orElseGet(
            () ->
                request.updates().stream()
                    .filter(MetadataUpdate.UpgradeFormatVersion.class::isInstance)
                    .map(MetadataUpdate.UpgradeFormatVersion.class::cast)
                    .findFirst()
                    .map(upgrade -> TableMetadata.buildFromEmpty(upgrade.formatVersion()))
                    .orElseGet(TableMetadata::buildFromEmpty));
  }

  private static TableMetadata apply(UpdateTableRequest request, TableMetadata.Builder builder) {
    try {
      request.updates().forEach(update -> update.applyTo(builder));
      return builder.build();
    } catch (RetryableValidationException e) {
      // The request carries numbers that the table has passed; only the caller can renew them.
      throw new CommitFailedException(
          e, "Table %s has moved on: %s", request.identifier(), e.getMessage());
    }
  }

  private void requireCreation(UpdateTableRequest request) {
    List<UpdateRequirement> requirements = request.requirements();
    long creations =
        requirements.stream()
            .filter(UpdateRequirement.AssertTableDoesNotExist.class::isInstance)
            .count();
    if (creations == 0) {
      throw new NoSuchTableException("Table does not exist: %s", request.identifier());
    }
    if (creations != requirements.size()) {
      throw new BadRequestException("A table that is made has nothing else to require");
    }
    if (!catalog.namespaceExists(request.identifier().namespace())) {
      throw new NoSuchNamespaceException(
          "Namespace does not exist: %s", request.identifier().namespace());
    }
  }

  private static void requireDistinct(List<UpdateTableRequest> requests) {
    Set<TableIdentifier> tables = new HashSet<>();
    for (UpdateTableRequest request : requests) {
      if (!tables.add(request.identifier())) {
        throw new BadRequestException("Table %s is named twice", request.identifier());
      }
    }
  }

  private static boolean pause() {
    try {
      Thread.sleep(ThreadLocalRandom.current().nextLong(LONGEST_PAUSE.toMillis()));
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** A table's metadata after the commit, and the file that holds it if that is a new one. */
  private record Prepared(TableMetadata metadata, Optional<Staged> staged) {}
}
