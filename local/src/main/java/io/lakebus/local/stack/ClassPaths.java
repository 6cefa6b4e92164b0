// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.stack;

import io.lakebus.local.cli.CommandFailure;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The class paths that the build wrote, one file per server: nothing of a server is on another's.
 *
 * @param project the project's folder
 */
public record ClassPaths(Path project) {

  /** Everything that has a class path of its own. */
  public static final List<String> SERVERS =
      List.of("catalog", "flink", "gateway", "kafka", "postgresql", "s3", "trino", "trino-iceberg");

  /** The jars of {@code local/runtime/SERVER}. */
  public List<Path> of(String server) {
    return read(project.resolve("local/runtime").resolve(server).resolve("target/classpath"));
  }

  /**
   * The jars of JobManager and TaskManager, and the job. A cluster that loads a job's classes anew
   * for each of its runs keeps some of them, and dies of it after a few dozen runs; these it loads
   * once.
   */
  public List<Path> flink() {
    List<Path> jars = new ArrayList<>(of("flink"));
    jars.add(job());
    return jars;
  }

  /** The jars of the benchmarks' programs. */
  public List<Path> bench() {
    List<Path> jars = new ArrayList<>();
    jars.add(project.resolve("bench/target/lakebus-bench.jar"));
    jars.addAll(read(project.resolve("bench/target/classpath")));
    return jars;
  }

  /** The jars of the command itself. */
  public List<Path> local() {
    List<Path> jars = new ArrayList<>();
    jars.add(project.resolve("local/target/lakebus-local.jar"));
    jars.addAll(read(project.resolve("local/target/classpath")));
    return jars;
  }

  /** The jar that a module of local/runtime itself makes. */
  public Path jarOf(String server) {
    return project
        .resolve("local/runtime")
        .resolve(server)
        .resolve("target/lakebus-runtime-" + server + ".jar");
  }

  /** Where Java keeps class archives, which belong to the build. */
  public Path archives() {
    return project.resolve("local/target/archives");
  }

  /** The job, with everything it needs that a Flink cluster does not have. */
  public Path job() {
    return project.resolve("flink-job/target/lakebus-job.jar");
  }

  private static List<Path> read(Path file) {
    try {
      return Pattern.compile(Pattern.quote(File.pathSeparator))
          .splitAsStream(Files.readString(file).strip())
          .filter(jar -> !jar.isEmpty())
          .map(Path::of)
          .toList();
    } catch (IOException e) {
      throw new CommandFailure(
          "The build is not there (" + file + "): run mvn package -DskipTests first.", e);
    }
  }
}
