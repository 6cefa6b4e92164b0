// SPDX-License-Identifier: Apache-2.0
package io.lakebus.job.write;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.Serializable;
import java.util.Map;
import org.apache.iceberg.ContentFileParser;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.PartitionSpec;

import static java.util.Objects.requireNonNull;

/**
 * A data file that is closed and not committed yet.
 *
 * @param path where it is
 * @param bytes its size
 * @param rows how many rows it has
 * @param dataFile the file as Iceberg's REST protocol writes it: partition, metrics, split offsets
 */
public record WrittenFile(String path, long bytes, long rows, String dataFile)
    implements Serializable {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  public WrittenFile {
    requireNonNull(path, "path is null");
    requireNonNull(dataFile, "dataFile is null");
  }

  /** The file, detached from the writer that made it. */
  public static WrittenFile of(DataFile file, PartitionSpec spec) {
    return new WrittenFile(
        file.location(),
        file.fileSizeInBytes(),
        file.recordCount(),
        ContentFileParser.toJson(file, spec));
  }

  /**
   * The file as Iceberg wants it for a commit.
   *
   * @param specs the table's partition specs by id
   */
  public DataFile toDataFile(Map<Integer, PartitionSpec> specs) {
    try {
      return (DataFile) ContentFileParser.fromJson(MAPPER.readTree(dataFile), specs);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a written file's description is damaged: " + dataFile, e);
    }
  }
}
