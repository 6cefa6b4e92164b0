// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway.http;

import io.lakebus.gateway.access.AccessLog;
import java.time.InstantSource;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.RequestLog;
import org.eclipse.jetty.server.Response;

import static java.util.Objects.requireNonNull;

/**
 * Counts and logs each request when its answer has been written. The server tells it of all of
 * them: also of those that it refuses itself, which no route sees. Thread-safe.
 */
final class AnsweredRequests implements RequestLog {

  private final AccessLog accessLog;
  private final GatewayMetrics metrics;
  private final InstantSource clock;

  AnsweredRequests(AccessLog accessLog, GatewayMetrics metrics, InstantSource clock) {
    this.accessLog = requireNonNull(accessLog, "accessLog is null");
    this.metrics = requireNonNull(metrics, "metrics is null");
    this.clock = requireNonNull(clock, "clock is null");
  }

  @Override
  public void log(Request request, Response response) {
    RequestRecord record = RequestRecord.of(request);
    AccessLine.End end =
        new AccessLine.End(
            clock.instant(),
            response.getStatus(),
            Request.getContentBytesRead(request),
            record.nanos(request));
    metrics.answered(record, end);
    accessLog.write(AccessLine.of(record, request, end));
  }
}
