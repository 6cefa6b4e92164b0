// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.service;

import io.lakebus.local.stack.Ports;
import io.lakebus.local.stack.Probes;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which version of the bus definition gateway and job work by. */
public final class Uptake {

  private static final Duration POLL = Duration.ofMillis(100);
  private static final Pattern VERSION =
      Pattern.compile("(?m)^lakebus_gateway_definition_version (\\d+)");

  private final Ports ports;
  private final String jobName;
  private final Probes probes = new Probes();
  private final FlinkRest flink;

  /**
   * @param job what the job is told
   */
  public Uptake(JobSettings job) {
    this.ports = job.links().ports();
    this.jobName = job.jobName();
    this.flink = new FlinkRest(Ports.url(ports.flink()));
  }

  /**
   * Waits until gateway and job have a version, or a later one.
   *
   * @return whether that was so in time
   */
  public boolean await(int version, Duration limit) throws InterruptedException {
    long end = System.nanoTime() + limit.toNanos();
    while (!isThere(version)) {
      if (System.nanoTime() > end) {
        return false;
      }
      TimeUnit.MILLISECONDS.sleep(POLL.toMillis());
    }
    return true;
  }

  private boolean isThere(int version) throws InterruptedException {
    OptionalInt gateway = ofGateway();
    if (gateway.isEmpty() || gateway.getAsInt() < version) {
      return false;
    }
    List<Integer> job = ofJob();
    return !job.isEmpty() && job.stream().allMatch(one -> one >= version);
  }

  /** The gateway's version; empty if it does not say. */
  public OptionalInt ofGateway() throws InterruptedException {
    return probes
        .get(Ports.url(ports.gatewayAdmin()).resolve("/metrics"))
        .map(VERSION::matcher)
        .filter(Matcher::find)
        .map(found -> OptionalInt.of(Integer.parseInt(found.group(1))))
        .orElse(OptionalInt.empty());
  }

  /** The version of each subtask that routes; empty if not all of them say. */
  public List<Integer> ofJob() throws InterruptedException {
    try {
      for (FlinkJob job : flink.jobs(jobName)) {
        if (job.runs()) {
          return flink.gauges(job.id(), "route", "route.definitionVersion");
        }
      }
      return List.of();
    } catch (IOException e) {
      return List.of();
    }
  }

  /** What both have now, in words. */
  public String describe() throws InterruptedException {
    OptionalInt gateway = ofGateway();
    List<Integer> job = ofJob();
    return "the gateway "
        + (gateway.isPresent() ? "has version " + gateway.getAsInt() : "does not answer")
        + ", the job "
        + (job.isEmpty() ? "does not answer" : "has " + job);
  }
}
