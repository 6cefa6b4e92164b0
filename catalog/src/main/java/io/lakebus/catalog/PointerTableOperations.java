// SPDX-License-Identifier: Apache-2.0
package io.lakebus.catalog;

import io.lakebus.catalog.PointerChange.Added;
import io.lakebus.catalog.PointerChange.Moved;
import java.util.List;
import java.util.Optional;
import org.apache.iceberg.BaseMetastoreTableOperations;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.exceptions.NoSuchTableException;
import org.apache.iceberg.io.FileIO;

/** One table: its metadata file, found through its pointer. Not for several threads. */
final class PointerTableOperations extends BaseMetastoreTableOperations {

  private static final int READ_RETRIES = 3;

  private final TableIdentifier table;
  private final Pointers pointers;
  private final MetadataFiles files;
  private final Publisher publisher;

  PointerTableOperations(
      TableIdentifier table, Pointers pointers, MetadataFiles files, Publisher publisher) {
    this.table = table;
    this.pointers = pointers;
    this.files = files;
    this.publisher = publisher;
  }

  /** The table's metadata now; empty if there is no such table. */
  Optional<TableMetadata> fresh() {
    requestRefresh();
    return Optional.ofNullable(current());
  }

  /**
   * Writes new metadata to a file of its own, which nothing points at yet.
   *
   * @param base the metadata that it follows; empty for a new table
   */
  Staged stage(Optional<TableMetadata> base, TableMetadata metadata) {
    // A table that is registered has its file already.
    boolean given = base.isEmpty() && metadata.metadataFileLocation() != null;
    String to = writeNewMetadataIfRequired(base.isEmpty(), metadata);
    PointerChange change =
        base.isEmpty()
            ? new Added(table, to)
            : new Moved(table, base.get().metadataFileLocation(), to);
    return new Staged(change, base, given ? metadata : files.written(metadata, to), given);
  }

  @Override
  protected void doRefresh() {
    Optional<String> location = pointers.find(table);
    if (location.isPresent()) {
      refreshFromMetadataLocation(location.get(), null, READ_RETRIES, files::read);
    } else if (currentMetadataLocation() == null) {
      disableRefresh();
    } else {
      throw new NoSuchTableException("Table does not exist: %s", table);
    }
  }

  @Override
  protected void doCommit(TableMetadata base, TableMetadata metadata) {
    publisher.publish(List.of(stage(Optional.ofNullable(base), metadata)));
  }

  @Override
  protected String tableName() {
    return table.toString();
  }

  @Override
  public FileIO io() {
    return files.io();
  }
}
