// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.check;

import io.lakebus.parallel.InParallel;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.data.parquet.GenericParquetReaders;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.parquet.Parquet;

/** Reads Parquet files of tables, some at a time. */
final class DataFiles implements Closeable {

  static final String PARTITION = "_kafka_partition";
  static final String OFFSET = "_kafka_offset";

  private static final int AT_A_TIME = 4;

  private final InParallel parallel = InParallel.of("check", AT_A_TIME);

  /**
   * Gives each row of the files to {@code each}, from several threads.
   *
   * @param columns the columns that are read
   * @throws RuntimeException the first failure, after all files have been tried
   */
  void forEach(
      Table table, List<DataFile> files, List<String> columns, BiConsumer<DataFile, Record> each) {
    Schema schema = table.schema().select(columns);
    map(
        files,
        file -> {
          read(table, file, schema, row -> each.accept(file, row));
          return file;
        });
  }

  /** How many rows a file has, counted one by one. */
  static long count(Table table, DataFile file) {
    long[] rows = new long[1];
    read(table, file, table.schema().select(List.of(OFFSET)), row -> rows[0]++);
    return rows[0];
  }

  /** Where in the log a row comes from. */
  static Place place(Record row) {
    return new Place((int) row.getField(PARTITION), (long) row.getField(OFFSET));
  }

  private static void read(Table table, DataFile file, Schema schema, Consumer<Record> each) {
    try (CloseableIterable<Record> rows =
        Parquet.read(table.io().newInputFile(file.location()))
            .project(schema)
            .createReaderFunc(type -> GenericParquetReaders.buildReader(schema, type))
            .build()) {
      rows.forEach(each);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file.location(), e);
    }
  }

  /**
   * Works on all inputs, some at a time, and returns the results in their order.
   *
   * @throws RuntimeException the first failure by the inputs' order, after all have ended
   */
  <A, B> List<B> map(List<A> inputs, Function<A, B> work) {
    return parallel.map(inputs, work);
  }

  @Override
  public void close() {
    parallel.close();
  }
}
