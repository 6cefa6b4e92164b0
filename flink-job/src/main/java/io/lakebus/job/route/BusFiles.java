// SPDX-License-Identifier: Apache-2.0
package io.lakebus.job.route;

import io.lakebus.bus.Bus;
import io.lakebus.bus.BusParser;
import io.lakebus.bus.ParsedBus;
import io.lakebus.config.ConfigException;
import java.io.IOException;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A bus definition as the text of its files. The text is read once, where the job is submitted, and
 * travels with it: each subtask, and each restart, routes by the same rules, whatever has become of
 * the files.
 */
public final class BusFiles implements BusSupplier {

  private static final long serialVersionUID = 1L;

  private record NamedText(String name, String text) implements Serializable {}

  private final List<NamedText> files;
  private final int version;

  private BusFiles(List<NamedText> files, int version) {
    this.files = List.copyOf(files);
    this.version = version;
  }

  /**
   * Reads a definition from a file, or from all YAML files of a folder.
   *
   * @throws ConfigException if it cannot be read or is wrong, with every mistake
   */
  public static BusFiles read(Path fileOrFolder, int version) {
    BusFiles definition;
    try {
      definition = new BusFiles(texts(fileOrFolder), version);
    } catch (IOException e) {
      throw new ConfigException(
          List.of("cannot read the bus definition " + fileOrFolder + ": " + e));
    }
    definition.bus();
    return definition;
  }

  /** A definition given as text. */
  public static BusFiles of(String yaml, int version) {
    return new BusFiles(List.of(new NamedText("bus.yaml", yaml)), version);
  }

  @Override
  public int version() {
    return version;
  }

  @Override
  public Bus bus() {
    return switch (parse()) {
      case ParsedBus.Valid(var bus) -> bus;
      case ParsedBus.Invalid(var problems) ->
          throw new ConfigException(problems.stream().map(Object::toString).toList());
    };
  }

  private ParsedBus parse() {
    Map<String, String> texts = new LinkedHashMap<>();
    files.forEach(file -> texts.put(file.name(), file.text()));
    return BusParser.parse(texts);
  }

  private static List<NamedText> texts(Path fileOrFolder) throws IOException {
    if (!Files.isDirectory(fileOrFolder)) {
      return List.of(text(fileOrFolder));
    }
    try (Stream<Path> entries = Files.list(fileOrFolder)) {
      List<Path> yaml =
          entries
              .filter(file -> file.toString().endsWith(".yaml") || file.toString().endsWith(".yml"))
              .sorted()
              .toList();
      List<NamedText> texts = new ArrayList<>();
      for (Path file : yaml) {
        texts.add(text(file));
      }
      return texts;
    }
  }

  private static NamedText text(Path file) throws IOException {
    return new NamedText(
        String.valueOf(file.getFileName()), Files.readString(file, StandardCharsets.UTF_8));
  }
}
