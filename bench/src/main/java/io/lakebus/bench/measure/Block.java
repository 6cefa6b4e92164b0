// SPDX-License-Identifier: Apache-2.0
package io.lakebus.bench.measure;

import io.lakebus.bench.agent.Outcome;
import java.time.Duration;

/**
 * One measurement of a subject's throughput.
 *
 * @param events how many events it did
 * @param failed how many it did not do
 * @param time in which time
 * @param cpu for which CPU time of its own
 * @param brokerCpu and of the broker; zero for a subject that has none
 */
public record Block(long events, long failed, Duration time, Duration cpu, Duration brokerCpu) {

  private static final double SECOND = 1e9;

  /** A block of an outcome that has the subject's CPU time and, behind it, the broker's if any. */
  public static Block of(Outcome outcome) {
    Duration broker = outcome.cpu().size() > 1 ? outcome.cpu().get(1) : Duration.ZERO;
    return new Block(
        outcome.events(), outcome.failed(), outcome.time(), outcome.cpu().getFirst(), broker);
  }

  /** The primary figure. */
  public double eventsPerCpuSecond() {
    return events * SECOND / cpu.toNanos();
  }

  /** The same with the broker's CPU time. */
  public double eventsPerCpuSecondWithBroker() {
    return events * SECOND / cpu.plus(brokerCpu).toNanos();
  }

  public double eventsPerSecond() {
    return events * SECOND / time.toNanos();
  }

  /** How much of one processor it used. */
  public double processors() {
    return (double) cpu.toNanos() / time.toNanos();
  }
}
