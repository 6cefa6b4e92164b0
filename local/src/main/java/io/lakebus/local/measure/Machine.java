// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a run was done on. */
public final class Machine {

  private static final Path PROCESSOR = Path.of("/proc/cpuinfo");

  private Machine() {}

  /** The system, its processors and the Java in which this runs. */
  public static String description() throws IOException {
    return String.format(
        Locale.ROOT,
        "%s %s, %d processors%s, Java %s",
        System.getProperty("os.name"),
        System.getProperty("os.arch"),
        Runtime.getRuntime().availableProcessors(),
        processor(),
        System.getProperty("java.version"));
  }

  private static String processor() throws IOException {
    if (!Files.exists(PROCESSOR)) {
      return ""; // another system than Linux
    }
    try (Stream<String> lines = Files.lines(PROCESSOR)) {
      return lines
          .filter(line -> line.startsWith("model name"))
          .map(line -> " (" + line.substring(line.indexOf(':') + 1).strip() + ")")
          .findFirst()
          .orElse("");
    }
  }

  /**
   * The versions of libraries and servers, as the names of their jars have them.
   *
   * @param jar matches such a name; its first group is what it is called, its second the version
   */
  public static String versions(Stream<Path> jars, Pattern jar) {
    return jars.map(path -> jar.matcher(path.getFileName().toString()))
        .filter(Matcher::matches)
        .map(match -> match.group(1) + " " + match.group(2))
        .distinct()
        .sorted()
        .collect(Collectors.joining(", "));
  }
}
