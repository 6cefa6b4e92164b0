// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.stack;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A Java program as a process of the stack.
 *
 * @param service whose process it is
 * @param classPath its jars
 * @param archives where the virtual machine keeps what it has learnt of the program's classes
 * @param options of the virtual machine
 * @param mainClass what it runs
 */
public record JavaProgram(
    String service, List<Path> classPath, Path archives, List<String> options, String mainClass) {

  public JavaProgram {
    classPath = List.copyOf(classPath);
    options = List.copyOf(options);
  }

  /**
   * The command that runs it. Class path and options are in a file that the command names: so a
   * list of processes stays readable, and the marks by which a process is recognised are at the
   * front of a short line.
   */
  public Launch launch(Home home, List<String> arguments) throws IOException {
    Path options = home.etc().resolve("jvm").resolve(service + ".options");
    Files.createDirectories(options.getParent());
    Files.createDirectories(archives);
    Files.writeString(options, optionsFile());

    List<String> command = new ArrayList<>();
    command.add(java().toString());
    command.addAll(Processes.javaMarks(home, service));
    command.add("@" + options);
    command.add(mainClass);
    command.addAll(arguments);
    return new Launch(command);
  }

  /** The launcher of the Java that runs this program. */
  public static Path java() {
    return Path.of(System.getProperty("java.home"), "bin", "java");
  }

  private String optionsFile() {
    List<String> lines = new ArrayList<>(options);
    // Classes parsed and checked once, at the end of the first run: later starts map them.
    lines.add("-XX:+AutoCreateSharedArchive");
    lines.add("-XX:SharedArchiveFile=" + archives.resolve(service + ".jsa"));
    lines.add("-Xlog:cds=off");
    lines.add("-Xlog:cds+dynamic=off");
    lines.add("-XX:+ExitOnOutOfMemoryError");
    lines.add("-Duser.timezone=UTC");
    lines.add("-Dfile.encoding=UTF-8");
    lines.add("-cp");
    lines.add(
        classPath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
    return lines.stream()
        .map(line -> '"' + line.replace("\\", "\\\\").replace("\"", "\\\"") + "\"\n")
        .collect(Collectors.joining());
  }
}
