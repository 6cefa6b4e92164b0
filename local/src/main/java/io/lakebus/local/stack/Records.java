// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.stack;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The records of what runs, one JSON file each, in the home's folder {@code run}. A reader sees a
 * record whole or not at all.
 */
public final class Records {

  private static final String SUFFIX = ".json";
  private static final String SUPERVISOR = "supervisor.run";

  private final Path folder;
  private final ObjectMapper json =
      JsonMapper.builder().addModule(new Jdk8Module()).addModule(new JavaTimeModule()).build();

  public Records(Home home) {
    this.folder = home.run();
  }

  public void write(ServiceRecord record) {
    replace(folder.resolve(record.name() + SUFFIX), record);
  }

  public void writeSupervisor(SupervisorRecord record) {
    replace(folder.resolve(SUPERVISOR), record);
  }

  /** What the last supervisor of this home wrote, whether or not it still runs. */
  public Optional<SupervisorRecord> supervisor() {
    return read(folder.resolve(SUPERVISOR), SupervisorRecord.class);
  }

  public Optional<ServiceRecord> service(String name) {
    return read(folder.resolve(name + SUFFIX), ServiceRecord.class);
  }

  /** Every service in the order in which the supervisor names them. */
  public List<ServiceRecord> services() {
    List<ServiceRecord> found = new ArrayList<>();
    for (String name : supervisor().map(SupervisorRecord::services).orElse(List.of())) {
      service(name).ifPresent(found::add);
    }
    return found;
  }

  /** Forgets all services. */
  public void clear() {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*" + SUFFIX)) {
      for (Path file : files) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot delete the records in " + folder, e);
    }
  }

  private void replace(Path file, Object content) {
    try {
      Files.createDirectories(folder);
      Path temporary = file.resolveSibling(file.getFileName() + ".new");
      Files.write(temporary, json.writeValueAsBytes(content));
      Files.move(
          temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
  }

  private <T> Optional<T> read(Path file, Class<T> type) {
    try {
      return Optional.of(json.readValue(Files.readAllBytes(file), type));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }
}
