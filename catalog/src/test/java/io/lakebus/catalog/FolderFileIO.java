// SPDX-License-Identifier: Apache-2.0
package io.lakebus.catalog;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.iceberg.exceptions.NotFoundException;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.io.InputFile;
import org.apache.iceberg.io.OutputFile;

/** Files of tables in a folder of this machine. */
public final class FolderFileIO implements FileIO {

  @Override
  public void initialize(Map<String, String> properties) {}

  @Override
  public InputFile newInputFile(String location) {
    return org.apache.iceberg.Files.localInput(location);
  }

  @Override
  public OutputFile newOutputFile(String location) {
    return org.apache.iceberg.Files.localOutput(location);
  }

  @Override
  public void deleteFile(String location) {
    try {
      if (!Files.deleteIfExists(Path.of(location))) {
        throw new NotFoundException("There is no file %s", location);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
