// SPDX-License-Identifier: Apache-2.0
package io.lakebus.definition;

import io.lakebus.bus.BusParser;
import io.lakebus.bus.ParsedBus;
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

import static java.util.Objects.requireNonNull;

/**
 * A bus definition as people write it: the texts of its files. What it says may be wrong.
 *
 * @param files the files, in the order in which they count
 */
public record DefinitionFiles(List<NamedText> files) implements Serializable {

  private static final long serialVersionUID = 1L;

  /**
   * One file.
   *
   * @param name its name, without a folder
   * @param text its content
   */
  public record NamedText(String name, String text) implements Serializable {

    public NamedText {
      requireNonNull(name, "name is null");
      requireNonNull(text, "text is null");
    }
  }

  public DefinitionFiles {
    files = List.copyOf(files);
  }

  /** A definition of one file. */
  public static DefinitionFiles of(String name, String text) {
    return new DefinitionFiles(List.of(new NamedText(name, text)));
  }

  /**
   * Reads a definition from a file, or from all YAML files of a folder.
   *
   * @throws IOException if one cannot be read
   */
  public static DefinitionFiles read(Path fileOrFolder) throws IOException {
    if (!Files.isDirectory(fileOrFolder)) {
      return new DefinitionFiles(List.of(text(fileOrFolder)));
    }
    try (Stream<Path> entries = Files.list(fileOrFolder)) {
      List<Path> yaml =
          entries
              .filter(Files::isRegularFile)
              .filter(file -> file.toString().endsWith(".yaml") || file.toString().endsWith(".yml"))
              .sorted()
              .toList();
      List<NamedText> texts = new ArrayList<>();
      for (Path file : yaml) {
        texts.add(text(file));
      }
      return new DefinitionFiles(texts);
    }
  }

  private static NamedText text(Path file) throws IOException {
    return new NamedText(
        String.valueOf(file.getFileName()), Files.readString(file, StandardCharsets.UTF_8));
  }

  /** What it says, or everything that is wrong with it. */
  public ParsedBus parse() {
    Map<String, String> texts = new LinkedHashMap<>();
    files.forEach(file -> texts.put(file.name(), file.text()));
    return BusParser.parse(texts);
  }
}
