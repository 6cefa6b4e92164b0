// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.check;

import java.util.List;
import org.apache.iceberg.BaseTable;
import org.apache.iceberg.LocationProviders;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.TableOperations;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.io.FileInfo;
import org.apache.iceberg.io.InputFile;
import org.apache.iceberg.io.LocationProvider;
import org.apache.iceberg.io.OutputFile;
import org.apache.iceberg.io.SupportsPrefixOperations;

/** A table to look at, in a store that can list: files in memory cannot be listed by themselves. */
final class ListedTable {

  private ListedTable() {}

  static Table of(Table table, List<String> paths) {
    return new BaseTable(new Operations(table, new Store(table.io(), paths)), table.name());
  }

  private record Store(FileIO real, List<String> paths) implements SupportsPrefixOperations {

    @Override
    public Iterable<FileInfo> listPrefix(String prefix) {
      return paths.stream()
          .filter(path -> path.startsWith(prefix))
          .map(path -> new FileInfo(path, 1, 0))
          .toList();
    }

    @Override
    public InputFile newInputFile(String path) {
      return real.newInputFile(path);
    }

    @Override
    public void deletePrefix(String prefix) {
      throw new UnsupportedOperationException();
    }

    @Override
    public OutputFile newOutputFile(String path) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void deleteFile(String path) {
      throw new UnsupportedOperationException();
    }
  }

  private record Operations(Table table, FileIO io) implements TableOperations {

    @Override
    public TableMetadata current() {
      return ((BaseTable) table).operations().current();
    }

    @Override
    public TableMetadata refresh() {
      return current();
    }

    @Override
    public LocationProvider locationProvider() {
      return LocationProviders.locationsFor(table.location(), table.properties());
    }

    @Override
    public void commit(TableMetadata base, TableMetadata updated) {
      throw new UnsupportedOperationException();
    }

    @Override
    public String metadataFileLocation(String file) {
      throw new UnsupportedOperationException();
    }
  }
}
