// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.stack;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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

  /**
   * Code is compiled by the optimising compiler after ten times as many calls and loops as by
   * default. When nine virtual machines start on two cores, compiling what runs only at a start is
   * a third of their time; what is really hot passes these marks within seconds of load.
   */
  private static final List<String> PATIENT_COMPILER =
      List.of(
          "-XX:Tier4InvocationThreshold=50000",
          "-XX:Tier4MinInvocationThreshold=6000",
          "-XX:Tier4CompileThreshold=150000",
          "-XX:Tier4BackEdgeThreshold=400000");

  /**
   * Options of a program whose requests come from its first second on, each a wait for somebody:
   * the marks that the virtual machine has by default.
   */
  public static final List<String> USUAL_COMPILER =
      List.of(
          "-XX:Tier4InvocationThreshold=5000",
          "-XX:Tier4MinInvocationThreshold=600",
          "-XX:Tier4CompileThreshold=15000",
          "-XX:Tier4BackEdgeThreshold=40000");

  private static final String ARCHIVE_SUFFIX = ".jsa";
  private static final int HASH_LENGTH = 12;

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
    Files.writeString(options, optionsFile(archive()));

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

  /**
   * The archive of this very class path. The virtual machine ignores one that was made of other
   * jars, and does not replace it: that would make every start slow from the next build on. So each
   * class path has its own, and those of former ones are deleted.
   */
  private Path archive() throws IOException {
    Files.createDirectories(archives);
    Path archive =
        archives.resolve(
            service + "-" + Fingerprint.of(classPath).substring(0, HASH_LENGTH) + ARCHIVE_SUFFIX);
    Pattern ofThisService =
        Pattern.compile(
            Pattern.quote(service)
                + "-[0-9a-f]{"
                + HASH_LENGTH
                + "}"
                + Pattern.quote(ARCHIVE_SUFFIX));
    try (Stream<Path> files = Files.list(archives)) {
      for (Path file : files.toList()) {
        if (ofThisService.matcher(file.getFileName().toString()).matches()
            && !file.equals(archive)) {
          Files.deleteIfExists(file);
        }
      }
    }
    return archive;
  }

  private String optionsFile(Path archive) {
    List<String> lines = new ArrayList<>(PATIENT_COMPILER);
    lines.addAll(options); // of an option that is there twice the last one counts
    // Classes parsed and checked once, at the end of the first run: later starts map them.
    lines.add("-XX:+AutoCreateSharedArchive");
    lines.add("-XX:SharedArchiveFile=" + archive);
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
