// SPDX-License-Identifier: Apache-2.0
package io.lakebus.mutants;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.FileFormat;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.RewriteFiles;
import org.apache.iceberg.StructLike;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.data.parquet.GenericParquetReaders;
import org.apache.iceberg.data.parquet.GenericParquetWriter;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.io.DataWriter;
import org.apache.iceberg.io.OutputFileFactory;
import org.apache.iceberg.parquet.Parquet;

/** Makes one file of a table's files, which are of one partition, as maintenance does. */
final class Compaction {

  private Compaction() {}

  static void run(Table table) throws IOException {
    List<DataFile> old = new ArrayList<>();
    try (CloseableIterable<FileScanTask> tasks = table.newScan().planFiles()) {
      tasks.forEach(task -> old.add(task.file()));
    }
    StructLike partition = old.getFirst().partition();
    DataWriter<Record> writer =
        Parquet.writeData(
                OutputFileFactory.builderFor(table, 0, System.nanoTime())
                    .format(FileFormat.PARQUET)
                    .build()
                    .newOutputFile(table.spec(), partition))
            .forTable(table)
            .withPartition(partition)
            .createWriterFunc(GenericParquetWriter::create)
            .build();
    try (writer) {
      for (DataFile file : old) {
        copy(table, file, writer);
      }
    }
    RewriteFiles rewrite = table.newRewrite().addFile(writer.toDataFile());
    old.forEach(rewrite::deleteFile);
    rewrite.commit();
  }

  private static void copy(Table table, DataFile file, DataWriter<Record> writer)
      throws IOException {
    try (CloseableIterable<Record> rows =
        Parquet.read(table.io().newInputFile(file.location()))
            .project(table.schema())
            .createReaderFunc(type -> GenericParquetReaders.buildReader(table.schema(), type))
            .build()) {
      rows.forEach(writer::write);
    }
  }
}
