// SPDX-License-Identifier: Apache-2.0
package io.lakebus.catalog;

import io.lakebus.catalog.PointerChange.Added;
import io.lakebus.catalog.PointerChange.Moved;
import java.util.List;
import java.util.Optional;
import org.apache.iceberg.HasTableOperations;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.Transaction;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.exceptions.AlreadyExistsException;
import org.apache.iceberg.exceptions.NoSuchNamespaceException;
import org.apache.iceberg.rest.requests.CreateTableRequest;
import org.apache.iceberg.rest.requests.RegisterTableRequest;

/** How a table comes into being: made from a schema, or registered from a metadata file. */
final class TableCreation {

  private final PostgresCatalog catalog;
  private final Publisher publisher;
  private final MetadataFiles files;

  TableCreation(PostgresCatalog catalog, Publisher publisher, MetadataFiles files) {
    this.catalog = catalog;
    this.publisher = publisher;
    this.files = files;
  }

  /** The metadata that a table of this request starts with. Nothing is stored. */
  TableMetadata plan(Namespace namespace, CreateTableRequest request) {
    requireNamespace(namespace);
    Transaction transaction =
        catalog
            .buildTable(TableIdentifier.of(namespace, request.name()), request.schema())
            .withLocation(request.location())
            .withPartitionSpec(request.spec())
            .withSortOrder(request.writeOrder())
            .withProperties(request.properties())
            .createTransaction();
    return ((HasTableOperations) transaction.table()).operations().current();
  }

  /** Makes a table and returns its metadata. */
  TableMetadata create(Namespace namespace, CreateTableRequest request) {
    TableMetadata planned = plan(namespace, request);
    Staged staged =
        catalog
            .operations(TableIdentifier.of(namespace, request.name()))
            .stage(Optional.empty(), planned);
    publisher.publish(List.of(staged));
    return staged.metadata();
  }

  /** Makes a table of a metadata file that is there already, and returns its metadata. */
  TableMetadata register(Namespace namespace, RegisterTableRequest request) {
    requireNamespace(namespace);
    TableIdentifier table = TableIdentifier.of(namespace, request.name());
    Optional<TableMetadata> present = catalog.operations(table).fresh();
    if (present.isPresent() && !request.overwrite()) {
      throw new AlreadyExistsException("Table already exists: %s", table);
    }
    TableMetadata metadata = files.read(request.metadataLocation());
    PointerChange change =
        present
            .<PointerChange>map(
                old ->
                    new Moved(table, old.metadataFileLocation(), metadata.metadataFileLocation()))
            .orElseGet(() -> new Added(table, metadata.metadataFileLocation()));
    publisher.publish(List.of(new Staged(change, Optional.empty(), metadata, true)));
    return metadata;
  }

  private void requireNamespace(Namespace namespace) {
    if (!catalog.namespaceExists(namespace)) {
      throw new NoSuchNamespaceException("Namespace does not exist: %s", namespace);
    }
  }
}
