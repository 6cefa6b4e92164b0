// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.bench;

import io.lakebus.bench.agent.CpuTimes;
import io.lakebus.bench.profile.Profile;
import io.lakebus.local.stack.JavaProgram;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Records where a running Java process spends its CPU time. */
final class FlightRecorder {

  private static final String NAME = "bench";

  /** Of CPU time, from one sample to the next. */
  private static final String PERIOD = "5ms";

  private final long pid;
  private final Path log;

  /**
   * @param pid the process
   * @param log where the recorder's own words go
   */
  FlightRecorder(long pid, Path log) {
    this.pid = pid;
    this.log = log;
  }

  /** What is recorded meanwhile. */
  interface Work {
    void run() throws IOException, InterruptedException;
  }

  /** Records into a file while this work is done, and reads it. */
  Profile profile(Path file, Work work) throws IOException, InterruptedException {
    tell(
        "JFR.start",
        "name=" + NAME,
        "settings=none",
        "+" + Profile.EVENT + "#enabled=true",
        "+" + Profile.EVENT + "#throttle=" + PERIOD);
    Duration before = cpu();
    work.run();
    Duration used = cpu().minus(before);
    tell("JFR.stop", "name=" + NAME, "filename=" + file);
    return Profile.read(file, used);
  }

  private Duration cpu() {
    return CpuTimes.of(List.of(pid)).getFirst();
  }

  private void tell(String... words) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(JavaProgram.java().resolveSibling("jcmd").toString());
    command.add(Long.toString(pid));
    command.addAll(List.of(words));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
    if (process.waitFor() != 0) {
      throw new IOException("the flight recorder does not work, see " + log);
    }
  }
}
