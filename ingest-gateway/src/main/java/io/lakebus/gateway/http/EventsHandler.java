// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway.http;

import io.javalin.http.Context;
import io.lakebus.bus.Vendor;
import io.lakebus.gateway.ingest.BodyForm;
import io.lakebus.gateway.ingest.RefusedException;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;

import static java.util.Objects.requireNonNull;

/**
 * The calls that carry events. A call is refused as early as can be told: before its body is read
 * for its key, its vendor's limits, its type or size, before anything is sent for its JSON.
 *
 * <p>Runs on a virtual thread per request: one that waits for a slow body or for the log holds up
 * nobody else, and the code reads like what it does.
 */
final class EventsHandler {

  private static final Set<String> EVENT_TYPES =
      Set.of(
          MediaTypes.JSON, MediaTypes.NDJSON, MediaTypes.CLOUD_EVENT, MediaTypes.CLOUD_EVENT_BATCH);
  private static final Set<String> DETAIL_TYPES = Set.of(MediaTypes.JSON);

  private final Authenticator authenticator;
  private final Intake intake;
  private final Bodies bodies;

  EventsHandler(Authenticator authenticator, Intake intake, Bodies bodies) {
    this.authenticator = requireNonNull(authenticator, "authenticator is null");
    this.intake = requireNonNull(intake, "intake is null");
    this.bodies = requireNonNull(bodies, "bodies is null");
  }

  /** {@code POST /v1/events}. */
  void events(Context context) throws RefusedException {
    try (VendorCall call = intake.admit(context, authenticate(context))) {
      take(context, call, form(context));
    }
  }

  private static BodyForm form(Context context) throws RefusedException {
    Optional<String> contentType = header(context, "Content-Type");
    if (CloudEventHeaders.arePresent(context) && !MediaTypes.isCloudEvent(contentType)) {
      MediaTypes.requireJson(contentType);
      return new BodyForm.CloudEventData(CloudEventHeaders.read(context));
    }
    return switch (MediaTypes.require(contentType, EVENT_TYPES)) {
      case MediaTypes.NDJSON -> new BodyForm.Ndjson();
      case MediaTypes.CLOUD_EVENT -> new BodyForm.CloudEvent();
      case MediaTypes.CLOUD_EVENT_BATCH -> new BodyForm.CloudEventBatch();
      default -> new BodyForm.Json();
    };
  }

  /** {@code POST /v1/events/{detail-type}}. */
  void details(Context context) throws RefusedException {
    try (VendorCall call = intake.admit(context, authenticate(context))) {
      MediaTypes.require(header(context, "Content-Type"), DETAIL_TYPES);
      take(context, call, new BodyForm.Details(context.pathParam("detail-type")));
    }
  }

  private Vendor authenticate(Context context) throws RefusedException {
    return authenticator.authenticate(
        header(context, "Authorization"),
        header(context, "x-api-key"),
        Optional.ofNullable(context.queryParam("access_token")));
  }

  private void take(Context context, VendorCall call, BodyForm form) throws RefusedException {
    Optional<String> key =
        IdempotencyKey.parse(Collections.list(context.req().getHeaders("Idempotency-Key")));
    try (RequestBody reader = new RequestBody(bodies, call.vendor().name())) {
      Answers.write(context, call.take(form, body(context, call, reader), key));
    }
  }

  /** Also a body that is refused on the way has cost what came of it. */
  private static byte[] body(Context context, VendorCall call, RequestBody reader)
      throws RefusedException {
    try {
      return reader.read(context);
    } finally {
      call.chargeBytes(reader.length());
    }
  }

  private static Optional<String> header(Context context, String name) {
    return Optional.ofNullable(context.header(name));
  }
}
