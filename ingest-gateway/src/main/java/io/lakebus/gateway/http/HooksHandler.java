// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway.http;

import io.javalin.http.Context;
import io.lakebus.bus.Vendor;
import io.lakebus.gateway.bus.BusInForce;
import io.lakebus.gateway.hook.HookRequest;
import io.lakebus.gateway.hook.HookVerifier;
import io.lakebus.gateway.ingest.ProblemCode;
import io.lakebus.gateway.ingest.RefusedException;
import java.util.Optional;

import static java.util.Objects.requireNonNull;

/**
 * {@code POST /v1/hooks/{name}}: signed webhooks. The body is read before it is known who sends it,
 * for the signature is over the body; so a vendor's limits are charged only for what it has signed.
 * An Idempotency-Key is not looked at: no sender signs it.
 */
final class HooksHandler {

  private static final String FORM = "application/x-www-form-urlencoded";
  private static final int OK = 200;

  private final BusInForce currentBus;
  private final HookVerifier verifier;
  private final Intake intake;
  private final Bodies bodies;

  HooksHandler(BusInForce currentBus, HookVerifier verifier, Intake intake, Bodies bodies) {
    this.currentBus = requireNonNull(currentBus, "currentBus is null");
    this.verifier = requireNonNull(verifier, "verifier is null");
    this.intake = requireNonNull(intake, "intake is null");
    this.bodies = requireNonNull(bodies, "bodies is null");
  }

  void call(Context context) throws RefusedException {
    currentBus.require();
    HookRequest request =
        verifier.claim(context.pathParam("name"), header -> header(context, header));
    requireJson(header(context, "Content-Type"));
    ContentEncoding.requirePlain(header(context, "Content-Encoding"));
    try (RequestBody reader = RequestBody.ofNobodyYet(bodies)) {
      byte[] body = reader.read(context);
      Vendor vendor = reader.verify(() -> signer(request, body));
      try (VendorCall call = intake.admit(context, vendor)) {
        call.chargeBytes(body.length);
        take(context, call, request, body);
      }
    }
  }

  private static Vendor signer(HookRequest request, byte[] body) throws RefusedException {
    request.verify(body);
    return request.vendor();
  }

  private static void take(Context context, VendorCall call, HookRequest request, byte[] body) {
    Optional<byte[]> challenge = request.challenge(body);
    if (challenge.isPresent()) {
      context.status(OK).contentType(MediaTypes.JSON).result(challenge.get());
    } else {
      Answers.write(context, call.take(request.form(), body, Optional.empty()));
    }
  }

  private static void requireJson(Optional<String> contentType) throws RefusedException {
    if (MediaTypes.mediaType(contentType).equals(FORM)) {
      throw new RefusedException(
          ProblemCode.UNSUPPORTED_MEDIA_TYPE,
          "'"
              + FORM
              + "'; choose application/json as the content type where the webhook is set up");
    }
    MediaTypes.requireJson(contentType);
  }

  private static Optional<String> header(Context context, String name) {
    return Optional.ofNullable(context.header(name));
  }
}
