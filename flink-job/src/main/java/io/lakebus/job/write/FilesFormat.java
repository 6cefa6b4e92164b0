// SPDX-License-Identifier: Apache-2.0
package io.lakebus.job.write;

import io.lakebus.job.log.LogWire;
import io.lakebus.job.log.Offsets;
import io.lakebus.job.stream.Wire;
import io.lakebus.route.TableId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * How written files are kept in a checkpoint. Part of the format of every committable: a change
 * needs a new version of their serializers.
 */
public final class FilesFormat {

  private FilesFormat() {}

  /** Writes the files by table, tables in the order of their names. */
  public static void write(Map<TableId, TableFiles> tables, DataOutputView out) throws IOException {
    out.writeInt(tables.size());
    List<TableId> ids =
        tables.keySet().stream().sorted(Comparator.comparing(TableId::toString)).toList();
    for (TableId id : ids) {
      Wire.writeText(id.namespace(), out);
      Wire.writeText(id.name(), out);
      TableFiles files = tables.get(id);
      LogWire.writeOffsets(files.first(), out);
      Wire.writeTexts(files.writtenFor().stream().map(UUID::toString).sorted().toList(), out);
      out.writeInt(files.files().size());
      for (WrittenFile file : files.files()) {
        Wire.writeText(file.path(), out);
        out.writeLong(file.bytes());
        out.writeLong(file.rows());
        Wire.writeBytes(file.dataFile().getBytes(StandardCharsets.UTF_8), out);
      }
    }
  }

  /** Reads what {@link #write} wrote. */
  public static Map<TableId, TableFiles> read(DataInputView in) throws IOException {
    return read(in, true);
  }

  /** Reads what builds have written that did not keep for which tables files were written. */
  public static Map<TableId, TableFiles> readWithoutUuids(DataInputView in) throws IOException {
    return read(in, false);
  }

  private static Map<TableId, TableFiles> read(DataInputView in, boolean uuids) throws IOException {
    int tableCount = in.readInt();
    Map<TableId, TableFiles> tables = LinkedHashMap.newLinkedHashMap(tableCount);
    for (int i = 0; i < tableCount; i++) {
      TableId id = new TableId(Wire.readText(in), Wire.readText(in));
      Offsets first = LogWire.readOffsets(in);
      Set<UUID> writtenFor = uuids ? readUuids(in) : Set.of();
      int fileCount = in.readInt();
      List<WrittenFile> files = new ArrayList<>(fileCount);
      for (int j = 0; j < fileCount; j++) {
        files.add(
            new WrittenFile(
                Wire.readText(in),
                in.readLong(),
                in.readLong(),
                new String(Wire.readBytes(in), StandardCharsets.UTF_8)));
      }
      tables.put(id, new TableFiles(files, first, writtenFor));
    }
    return tables;
  }

  private static Set<UUID> readUuids(DataInputView in) throws IOException {
    return Wire.readTexts(in).stream().map(UUID::fromString).collect(Collectors.toSet());
  }
}
