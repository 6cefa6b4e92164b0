// SPDX-License-Identifier: Apache-2.0
package io.lakebus.job.failpoint;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** What can happen at a {@link Moment}, as the file that asks for it says. */
sealed interface Fault {

  /**
   * The process ends by signal 9. {@link Runtime#halt} is not that: the virtual machine may write
   * an archive of its classes first, while other threads go on. File: {@code halt}.
   */
  record Halt() implements Fault {

    @Override
    public void happen(Moment moment) {
      String self = Long.toString(ProcessHandle.current().pid());
      try {
        if (new ProcessBuilder("kill", "-9", self).start().waitFor() == 0) {
          new CountDownLatch(1).await();
        }
      } catch (IOException e) {
        throw new UncheckedIOException("cannot end the process by kill -9", e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      throw new IllegalStateException("kill -9 has not ended the process " + self);
    }
  }

  /**
   * The thread stays where it is, whoever wants to stop it, and then goes on: a process that was
   * frozen has not noticed what happened meanwhile. File: {@code pause 90}, in seconds.
   */
  record Pause(Duration duration) implements Fault {

    @Override
    public void happen(Moment moment) {
      long end = System.nanoTime() + duration.toNanos();
      for (long left = duration.toNanos(); left > 0; left = end - System.nanoTime()) {
        try {
          Thread.sleep(Duration.ofNanos(left));
        } catch (InterruptedException e) {
          // Flink interrupts again whom it still wants to stop.
        }
      }
    }
  }

  /** An exception that nobody expects. File: {@code fail}. */
  record Fail() implements Fault {

    @Override
    public void happen(Moment moment) {
      throw new IllegalStateException(
          "failed at the moment " + moment.fileName() + ", as its file in fail.points asked for");
    }
  }

  /** Makes it happen. */
  void happen(Moment moment);

  /**
   * Reads a file's text.
   *
   * @throws IllegalArgumentException if it asks for nothing known
   */
  static Fault parse(String text) {
    List<String> words = List.of(text.strip().split("\\s+", -1));
    if (words.equals(List.of("halt"))) {
      return new Halt();
    }
    if (words.equals(List.of("fail"))) {
      return new Fail();
    }
    if (words.size() == 2 && words.getFirst().equals("pause") && words.get(1).matches("\\d{1,6}")) {
      return new Pause(Duration.ofSeconds(Long.parseLong(words.get(1))));
    }
    throw new IllegalArgumentException(
        "'" + text.strip() + "' is none of: halt, pause SECONDS, fail");
  }
}
