// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway.ingest;

import io.lakebus.bus.Vendor;
import io.lakebus.event.TraceContext;
import java.time.Instant;
import java.util.Optional;

import static java.util.Objects.requireNonNull;

/**
 * A vendor's call.
 *
 * @param vendor who calls, authenticated
 * @param form how the body holds its events
 * @param body the body's bytes; nobody changes them any more
 * @param idempotencyKey the id of the call's one event, where the event itself has none
 * @param receivedAt when the body was there
 * @param trace where in a trace it belongs, if its caller says so
 */
public record Call(
    Vendor vendor,
    BodyForm form,
    byte[] body,
    Optional<String> idempotencyKey,
    Instant receivedAt,
    Optional<TraceContext> trace) {

  public Call {
    requireNonNull(vendor, "vendor is null");
    requireNonNull(form, "form is null");
    requireNonNull(body, "body is null");
    requireNonNull(idempotencyKey, "idempotencyKey is null");
    requireNonNull(receivedAt, "receivedAt is null");
    requireNonNull(trace, "trace is null");
  }
}
