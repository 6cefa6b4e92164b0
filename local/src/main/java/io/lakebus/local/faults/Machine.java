// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.faults;

import io.lakebus.local.stack.ClassPaths;
import io.lakebus.local.stack.Stack;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a run was done on. */
final class Machine {

  /** Of each server the jar that has its version in its name. */
  private static final Map<String, Pattern> JARS =
      Map.of(
          "flink", Pattern.compile("(flink)-runtime-(\\d.*)\\.jar"),
          "kafka", Pattern.compile("(kafka)_2\\.13-(\\d.*)\\.jar"),
          "trino", Pattern.compile("(trino)-main-(\\d.*)\\.jar"),
          "catalog", Pattern.compile("(iceberg)-core-(\\d.*)\\.jar"),
          "postgresql", Pattern.compile("embedded-(postgres)-binaries-.*?-(\\d.*)\\.jar"),
          "s3", Pattern.compile("(s3proxy)-(\\d.*)\\.jar"));

  private Machine() {}

  /** Name and value of each fact. */
  static List<Map.Entry<String, String>> facts(Stack stack) {
    return List.of(
        Map.entry(
            "machine",
            "%s %s, %d processors, Java %s"
                .formatted(
                    System.getProperty("os.name"),
                    System.getProperty("os.arch"),
                    Runtime.getRuntime().availableProcessors(),
                    System.getProperty("java.version"))),
        Map.entry("versions", String.join(", ", versions(new ClassPaths(stack.project())))));
  }

  private static List<String> versions(ClassPaths classPaths) {
    List<String> versions = new ArrayList<>();
    JARS.keySet().stream()
        .sorted()
        .forEach(
            server -> {
              for (Path jar : classPaths.of(server)) {
                Matcher matcher = JARS.get(server).matcher(jar.getFileName().toString());
                if (matcher.matches()) {
                  versions.add(matcher.group(1) + " " + matcher.group(2));
                }
              }
            });
    return versions;
  }
}
