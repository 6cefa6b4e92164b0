// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway.http;

import io.lakebus.gateway.ingest.Admission;
import io.lakebus.gateway.ingest.Answer;
import io.lakebus.gateway.ingest.Outcome;
import io.lakebus.gateway.ingest.ProblemCode;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * What the gateway counts. Label values come from code or from the bus definition only, so the
 * meters that each request moves are few, and are looked up by what is at hand.
 */
public final class GatewayMetrics {

  private final ConcurrentMap<AnsweredLabels, Counter> requestsByLabels = new ConcurrentHashMap<>();
  private final ConcurrentMap<String, Timer> secondsByRoute = new ConcurrentHashMap<>();
  private final ConcurrentMap<String, VendorMeters> byVendor = new ConcurrentHashMap<>();
  private final Meter.MeterProvider<Counter> requests;
  private final Meter.MeterProvider<Timer> requestSeconds;
  private final Meter.MeterProvider<Counter> accepted;
  private final Meter.MeterProvider<Counter> rejected;
  private final Meter.MeterProvider<Counter> held;
  private final Meter.MeterProvider<Counter> bytes;
  private final Meter.MeterProvider<Counter> requestBytes;
  private final Timer takeSeconds;

  /**
   * @param registry where the meters are
   * @param admission the bodies in flight
   * @param ready whether the gateway is ready
   */
  public GatewayMetrics(MeterRegistry registry, Admission admission, BooleanSupplier ready) {
    requests =
        Counter.builder("lakebus.gateway.requests")
            .description("Requests answered")
            .withRegistry(registry);
    requestSeconds =
        Timer.builder("lakebus.gateway.request")
            .description("Time from a request's headers to its answer, less what it was held back")
            .serviceLevelObjectives(objectives())
            .withRegistry(registry);
    accepted =
        Counter.builder("lakebus.gateway.events.accepted")
            .description("Events that the log has")
            .withRegistry(registry);
    rejected =
        Counter.builder("lakebus.gateway.events.rejected")
            .description("Events, and calls whose body is refused whole, by problem code")
            .withRegistry(registry);
    held =
        Counter.builder("lakebus.gateway.refusals.held")
            .description("Refusals whose answer was held back, as their vendor causes too many")
            .withRegistry(registry);
    bytes =
        Counter.builder("lakebus.gateway.body.bytes")
            .description("Bytes of bodies, inflated")
            .withRegistry(registry);
    requestBytes =
        Counter.builder("lakebus.gateway.request.bytes")
            .description("Bytes of bodies as they came, also of calls that are refused")
            .withRegistry(registry);
    takeSeconds =
        Timer.builder("lakebus.gateway.take")
            .description("Time from a whole body to the log's answer")
            .serviceLevelObjectives(objectives())
            .register(registry);
    Gauge.builder("lakebus.gateway.body.bytes.in.flight", admission, Admission::inFlight)
        .description("Bytes of bodies in memory")
        .register(registry);
    Gauge.builder("lakebus.gateway.ready", () -> ready.getAsBoolean() ? 1 : 0)
        .description("1 if the gateway is ready to take events")
        .register(registry);
  }

  private static Duration[] objectives() {
    return new Duration[] {
      Duration.ofMillis(5),
      Duration.ofMillis(10),
      Duration.ofMillis(25),
      Duration.ofMillis(50),
      Duration.ofMillis(100),
      Duration.ofMillis(250),
      Duration.ofMillis(500),
      Duration.ofSeconds(1),
      Duration.ofSeconds(2)
    };
  }

  /** A request has been answered. */
  void answered(RequestRecord request, AccessLine.End end) {
    String vendor = request.vendor();
    requestsByLabels
        .computeIfAbsent(
            new AnsweredLabels(request.route(), end.status(), vendor), this::requestsWith)
        .increment();
    secondsByRoute
        .computeIfAbsent(request.route(), route -> requestSeconds.withTags("path", route))
        .record(end.nanos() - request.held().toNanos(), TimeUnit.NANOSECONDS);
    of(vendor).requestBytes().increment((double) end.bodyBytes());
    request.refusal().ifPresent(code -> rejected(vendor, code));
    if (request.held().isPositive()) {
      held.withTags("vendor", vendor).increment();
    }
  }

  /** A body's events each have an outcome, or the body is refused whole. */
  void taken(String vendor, int bodyBytes, long nanos, Answer answer) {
    of(vendor).bytes().increment(bodyBytes);
    takeSeconds.record(nanos, TimeUnit.NANOSECONDS);
    if (answer instanceof Answer.Outcomes outcomes) {
      of(vendor).accepted().increment(outcomes.accepted());
      for (Outcome outcome : outcomes.outcomes()) {
        if (outcome instanceof Outcome.Failed failed) {
          rejected(vendor, failed.problem().code());
        }
      }
    }
  }

  /** A call has been refused whole, or one event of a call. */
  private void rejected(String vendor, ProblemCode code) {
    rejected.withTags("vendor", vendor, "code", code.code()).increment();
  }

  private Counter requestsWith(AnsweredLabels labels) {
    return requests.withTags(
        "path",
        labels.route(),
        "status",
        Integer.toString(labels.status()),
        "vendor",
        labels.vendor());
  }

  private VendorMeters of(String vendor) {
    return byVendor.computeIfAbsent(
        vendor,
        name ->
            new VendorMeters(
                accepted.withTags("vendor", name),
                bytes.withTags("vendor", name),
                requestBytes.withTags("vendor", name)));
  }

  private record AnsweredLabels(String route, int status, String vendor) {}

  private record VendorMeters(Counter accepted, Counter bytes, Counter requestBytes) {}
}
