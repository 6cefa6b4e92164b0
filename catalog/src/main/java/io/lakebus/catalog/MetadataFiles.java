// SPDX-License-Identifier: Apache-2.0
package io.lakebus.catalog;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.List;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.TableMetadata.MetadataLogEntry;
import org.apache.iceberg.TableMetadataParser;
import org.apache.iceberg.io.FileIO;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The metadata files of tables. A file never changes and its name is never used twice, so what was
 * read or written once is kept in memory, as far as there is room.
 */
final class MetadataFiles {

  private static final Logger LOG = LoggerFactory.getLogger(MetadataFiles.class);

  /** What is kept, counted in snapshots, which make up most of a table's metadata. */
  private static final int ROOM = 20_000;

  /** The rest of a table's metadata, in snapshots. */
  private static final int BASE_WEIGHT = 20;

  private final FileIO io;
  private final Cache<String, TableMetadata> kept =
      Caffeine.newBuilder()
          .maximumWeight(ROOM)
          .weigher((String place, TableMetadata table) -> BASE_WEIGHT + table.snapshots().size())
          .build();

  MetadataFiles(FileIO io) {
    this.io = io;
  }

  FileIO io() {
    return io;
  }

  /** Reads one. */
  TableMetadata read(String location) {
    TableMetadata known = kept.getIfPresent(location);
    if (known != null) {
      return known;
    }
    TableMetadata read = TableMetadataParser.read(io, location);
    kept.put(location, read);
    return read;
  }

  /** The metadata as reading the file at this location gives it, just written there. */
  TableMetadata written(TableMetadata metadata, String location) {
    TableMetadata asRead =
        TableMetadata.buildFrom(metadata).discardChanges().withMetadataLocation(location).build();
    kept.put(location, asRead);
    return asRead;
  }

  /** The files before the one at a location, oldest first. */
  List<String> predecessors(String location) {
    return read(location).previousFiles().stream().map(MetadataLogEntry::file).toList();
  }

  /** Deletes a file that nothing points at. That it stays is no harm. */
  void discard(String location) {
    kept.invalidate(location);
    try {
      io.deleteFile(location);
    } catch (RuntimeException e) {
      LOG.warn("Cannot delete {}, which no table uses", location, e);
    }
  }
}
