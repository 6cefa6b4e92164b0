// SPDX-License-Identifier: Apache-2.0
package io.lakebus.job.peer;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.iceberg.inmemory.InMemoryFileIO;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.io.InputFile;
import org.apache.iceberg.io.OutputFile;
import org.apache.iceberg.io.PositionOutputStream;

/**
 * Files in this JVM's memory; a run's faults may happen when one is closed. Made by its name, by
 * the catalogs of both sinks and by the catalog service.
 */
public final class PeerFileIO implements FileIO {

  static final String WAREHOUSE = "memory://warehouse";

  private static final long serialVersionUID = 1L;
  private static final Set<String> LOCATIONS = ConcurrentHashMap.newKeySet();

  private final transient InMemoryFileIO files = new InMemoryFileIO();

  /** Removes all files of a run. */
  static void forget(String run) {
    String folder = folder(run);
    List<String> locations =
        LOCATIONS.stream().filter(location -> location.startsWith(folder)).toList();
    try (InMemoryFileIO files = new InMemoryFileIO()) {
      for (String location : locations) {
        LOCATIONS.remove(location);
        if (files.fileExists(location)) {
          files.deleteFile(location);
        }
      }
    }
  }

  private static String folder(String run) {
    return WAREHOUSE + "/" + run + "/";
  }

  private static Faults faults(String location) {
    String path = location.substring(WAREHOUSE.length() + 1);
    return Faults.of(path.substring(0, path.indexOf('/')));
  }

  @Override
  public InputFile newInputFile(String path) {
    return files.newInputFile(path);
  }

  @Override
  public OutputFile newOutputFile(String path) {
    return new Output(files.newOutputFile(path));
  }

  @Override
  public void deleteFile(String path) {
    files.deleteFile(path);
    LOCATIONS.remove(path);
  }

  private record Output(OutputFile file) implements OutputFile {

    @Override
    public PositionOutputStream create() {
      return new Stream(file.create(), file.location());
    }

    @Override
    public PositionOutputStream createOrOverwrite() {
      return new Stream(file.createOrOverwrite(), file.location());
    }

    @Override
    public String location() {
      return file.location();
    }

    @Override
    public InputFile toInputFile() {
      return file.toInputFile();
    }
  }

  private static final class Stream extends PositionOutputStream {

    private final PositionOutputStream out;
    private final String location;
    private boolean closed;

    Stream(PositionOutputStream out, String location) {
      this.out = out;
      this.location = location;
    }

    @Override
    public long getPos() throws IOException {
      return out.getPos();
    }

    @Override
    public long storedLength() throws IOException {
      return out.storedLength();
    }

    @Override
    public void write(int b) throws IOException {
      out.write(b);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      out.write(bytes, offset, length);
    }

    @Override
    public void flush() throws IOException {
      out.flush();
    }

    @Override
    public void close() throws IOException {
      if (closed) {
        return;
      }
      closed = true;
      out.close();
      LOCATIONS.add(location);
      String name = location.substring(location.lastIndexOf('/') + 1);
      if (name.endsWith(".parquet")) {
        faults(location).dieIfDue(Moment.DATA_FILE_CLOSED);
      } else if (name.startsWith("snap-")) {
        faults(location).dieIfDue(Moment.MANIFEST_LIST_WRITTEN);
      }
    }
  }
}
