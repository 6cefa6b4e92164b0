// SPDX-License-Identifier: Apache-2.0
package io.lakebus.bus;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Reads bus definitions. A definition is one YAML file, or a folder of them: then the vendors,
 * rules, tables and contracts of all files count, in the order of the files' names, and everything
 * else is said in one of them.
 *
 * <p>A definition is right as a whole or not at all; every mistake in it is found in one run.
 */
public final class BusParser {

  private BusParser() {}

  /**
   * Reads a definition from a file, or from all {@code .yaml} and {@code .yml} files of a folder.
   * What cannot be read is a problem too.
   */
  public static ParsedBus parse(Path fileOrFolder) {
    Problems problems = new Problems();
    Map<String, String> texts = new LinkedHashMap<>();
    for (Path file : files(fileOrFolder, problems)) {
      String name = file.getFileName().toString();
      readText(file, problems).ifPresent(text -> texts.put(name, text));
    }
    return parse(texts, problems);
  }

  /** Reads a definition from the text of one file. */
  public static ParsedBus parse(String fileName, String yaml) {
    return parse(Map.of(fileName, yaml), new Problems());
  }

  /** Reads a definition from the texts of its files, by the files' names, in the map's order. */
  public static ParsedBus parse(Map<String, String> texts) {
    return parse(texts, new Problems());
  }

  private static ParsedBus parse(Map<String, String> texts, Problems problems) {
    List<Yaml> documents = new ArrayList<>();
    texts.forEach(
        (file, text) -> new YamlReader(file, problems).read(text).ifPresent(documents::add));
    if (documents.size() < texts.size() || documents.isEmpty()) {
      // What is missing here would be blamed on what is there.
      return new ParsedBus.Invalid(problems.sorted());
    }
    Optional<Bus> bus =
        DefinitionMerger.merge(documents, problems)
            .flatMap(definition -> new BusReader(problems).read(definition));
    return problems.isEmpty()
        ? new ParsedBus.Valid(bus.orElseThrow())
        : new ParsedBus.Invalid(problems.sorted());
  }

  private static List<Path> files(Path fileOrFolder, Problems problems) {
    if (!Files.isDirectory(fileOrFolder)) {
      return List.of(fileOrFolder);
    }
    try (Stream<Path> entries = Files.list(fileOrFolder)) {
      List<Path> files =
          entries
              .filter(Files::isRegularFile)
              .filter(file -> file.toString().endsWith(".yaml") || file.toString().endsWith(".yml"))
              .sorted()
              .toList();
      if (files.isEmpty()) {
        problems.add(
            new Yaml.Place(fileOrFolder.toString(), 1, ""), "the folder has no YAML files");
      }
      return files;
    } catch (IOException e) {
      problems.add(
          new Yaml.Place(fileOrFolder.toString(), 1, ""), "the folder cannot be read: " + e);
      return List.of();
    }
  }

  private static Optional<String> readText(Path file, Problems problems) {
    Yaml.Place place = new Yaml.Place(file.toString(), 1, "");
    try {
      return Optional.of(Files.readString(file));
    } catch (NoSuchFileException e) {
      problems.add(place, "there is no such file");
    } catch (CharacterCodingException e) {
      problems.add(place, "the file is not UTF-8");
    } catch (IOException e) {
      problems.add(place, "the file cannot be read: " + e);
    }
    return Optional.empty();
  }
}
