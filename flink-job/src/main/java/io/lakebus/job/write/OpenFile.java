// SPDX-License-Identifier: Apache-2.0
package io.lakebus.job.write;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.PartitionKey;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.data.parquet.GenericParquetWriter;
import org.apache.iceberg.encryption.EncryptedOutputFile;
import org.apache.iceberg.io.DataWriter;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.io.OutputFileFactory;
import org.apache.iceberg.parquet.Parquet;
import org.apache.iceberg.util.PropertyUtil;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import static org.apache.iceberg.TableProperties.WRITE_TARGET_FILE_SIZE_BYTES;
import static org.apache.iceberg.TableProperties.WRITE_TARGET_FILE_SIZE_BYTES_DEFAULT;

/** A Parquet file of one partition that is being written. Not thread-safe. */
final class OpenFile {

  private static final Logger LOG = LoggerFactory.getLogger(OpenFile.class);

  /** Asking a writer for its length costs about as much as a row does. */
  private static final int ROWS_BETWEEN_SIZE_CHECKS = 1000;

  private final PartitionKey partition;
  private final PartitionSpec spec;
  private final FileIO io;
  private final long targetBytes;
  private final DataWriter<Record> writer;
  private long rows;

  private OpenFile(Table table, PartitionKey partition, DataWriter<Record> writer) {
    this.partition = partition;
    this.spec = table.spec();
    this.io = table.io();
    this.targetBytes =
        PropertyUtil.propertyAsLong(
            table.properties(), WRITE_TARGET_FILE_SIZE_BYTES, WRITE_TARGET_FILE_SIZE_BYTES_DEFAULT);
    this.writer = writer;
  }

  /** Opens a file of the table's present schema and partition spec. */
  static OpenFile create(Table table, PartitionKey partition, OutputFileFactory names)
      throws IOException {
    EncryptedOutputFile file = names.newOutputFile(table.spec(), partition);
    return new OpenFile(
        table,
        partition,
        Parquet.writeData(file)
            .forTable(table)
            .withPartition(partition)
            .createWriterFunc(GenericParquetWriter::create)
            .build());
  }

  /** Whether it is the partition's. */
  boolean isOf(PartitionKey other) {
    return partition.equals(other);
  }

  void write(Record row) {
    writer.write(row);
    rows++;
  }

  /** Whether the next row is better written to another file. */
  boolean isFull() {
    return rows % ROWS_BETWEEN_SIZE_CHECKS == 0 && writer.length() >= targetBytes;
  }

  /** Finishes the file; it is in the store, whole, when this returns. */
  WrittenFile close() {
    try {
      writer.close();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot finish a file of the partition " + partition, e);
    }
    return WrittenFile.of(writer.toDataFile(), spec);
  }

  /**
   * Gives the file up. It was never handed over, so no commit can have it: it is safe to delete.
   */
  void abandon() {
    try {
      writer.close();
      DataFile file = writer.toDataFile();
      io.deleteFile(file.location());
    } catch (IOException | RuntimeException e) {
      LOG.warn("A file that is not needed stays behind, an orphan", e);
    }
  }
}
