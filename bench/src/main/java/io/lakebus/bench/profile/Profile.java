// SPDX-License-Identifier: Apache-2.0
package io.lakebus.bench.profile;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedStackTrace;
import jdk.jfr.consumer.RecordingFile;

/**
 * The CPU time of a process by stages, and by the methods in which it was.
 *
 * @param stages CPU time of each stage
 * @param methods CPU time of each method without what it called
 */
public record Profile(Map<Stage, Duration> stages, Map<String, Duration> methods) {

  /** What a sample of CPU time is called in a recording. */
  public static final String EVENT = "jdk.CPUTimeSample";

  public Profile {
    stages = Map.copyOf(stages);
    methods = Map.copyOf(methods);
  }

  /**
   * Reads a recording.
   *
   * @param recording of the process, with {@link #EVENT}
   * @param used the CPU time of the process meanwhile: what no sample of a Java thread accounts for
   *     is the virtual machine's own
   */
  public static Profile read(Path recording, Duration used) throws IOException {
    Map<Stage, Duration> stages = new EnumMap<>(Stage.class);
    Map<String, Duration> methods = new HashMap<>();
    Duration sampled = Duration.ZERO;
    try (RecordingFile file = new RecordingFile(recording)) {
      while (file.hasMoreEvents()) {
        RecordedEvent event = file.readEvent();
        if (event.getEventType().getName().equals(EVENT)) {
          Duration period = event.getDuration("samplingPeriod");
          List<RecordedFrame> frames = frames(event);
          stages.merge(Stage.of(classes(frames)), period, Duration::plus);
          methods.merge(method(frames), period, Duration::plus);
          sampled = sampled.plus(period);
        }
      }
    }
    Duration rest = used.minus(sampled);
    if (rest.isPositive()) {
      stages.put(Stage.MACHINE, rest);
    }
    return new Profile(stages, methods);
  }

  private static List<RecordedFrame> frames(RecordedEvent event) {
    return Optional.ofNullable(event.getStackTrace())
        .map(RecordedStackTrace::getFrames)
        .orElse(List.of());
  }

  private static List<String> classes(List<RecordedFrame> frames) {
    return frames.stream().map(frame -> frame.getMethod().getType().getName()).toList();
  }

  private static String method(List<RecordedFrame> frames) {
    return frames.stream()
        .findFirst()
        .map(frame -> frame.getMethod().getType().getName() + "." + frame.getMethod().getName())
        .orElse("unknown");
  }

  /** All of it. */
  public Duration total() {
    return stages.values().stream().reduce(Duration.ZERO, Duration::plus);
  }
}
