// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway.http;

import io.javalin.http.Context;
import io.lakebus.bus.Vendor;
import io.lakebus.gateway.ingest.Answer;
import io.lakebus.gateway.ingest.BodyForm;
import io.lakebus.gateway.ingest.Call;
import io.lakebus.gateway.ingest.Ingest;
import io.lakebus.gateway.ingest.ProblemCode;
import io.lakebus.gateway.ingest.RefusedException;
import io.lakebus.gateway.limit.Allowance;
import io.lakebus.gateway.limit.Permit;
import io.lakebus.gateway.limit.VendorLimits;
import io.lakebus.gateway.limit.Verdict;
import java.time.InstantSource;
import java.util.Optional;

import static java.util.Objects.requireNonNull;

/**
 * The way in for every call whose vendor is known, whatever protocol it speaks: says whether the
 * vendor may send now, takes the call's events, and counts. Thread-safe.
 */
final class Intake {

  private final VendorLimits limits;
  private final Ingest ingest;
  private final GatewayMetrics metrics;
  private final InstantSource clock;

  Intake(VendorLimits limits, Ingest ingest, GatewayMetrics metrics, InstantSource clock) {
    this.limits = requireNonNull(limits, "limits is null");
    this.ingest = requireNonNull(ingest, "ingest is null");
    this.metrics = requireNonNull(metrics, "metrics is null");
    this.clock = requireNonNull(clock, "clock is null");
  }

  /**
   * Lets a vendor's call in, until it is closed.
   *
   * @throws RefusedException if the vendor is suspended, or at one of its limits
   */
  VendorCall admit(Context context, Vendor vendor) throws RefusedException {
    RequestRecord.of(context).vendor(vendor.name());
    Allowance allowance = limits.of(vendor);
    if (vendor.isSuspended()) {
      RateLimitFields.write(context, allowance.standings());
      throw new RefusedException(
          ProblemCode.VENDOR_SUSPENDED,
          "the vendor " + vendor.name() + " is suspended; ask who runs this bus");
    }
    return switch (allowance.admit()) {
      case Verdict.Admitted admitted ->
          new VendorCall(this, context, vendor, allowance, admitted.permit());
      case Verdict.Refused refused -> {
        RateLimitFields.write(context, allowance.standings());
        throw new RefusedException(LimitProblem.of(vendor.name(), refused.exhausted()));
      }
    };
  }

  /** Takes the events of a call that is let in into the log. */
  Answer take(VendorCall vendorCall, BodyForm form, byte[] body, Optional<String> idempotencyKey) {
    long start = System.nanoTime();
    RequestRecord request = vendorCall.request();
    Permit permit = vendorCall.permit();
    Vendor vendor = vendorCall.vendor();
    Call call = new Call(vendor, form, body, idempotencyKey, clock.instant(), request.trace());
    Answer answer = ingest.take(call, permit::chargeEvents);
    if (answer instanceof Answer.Outcomes outcomes) {
      int accepted = outcomes.accepted();
      permit.chargeAccepted(accepted);
      request.taken(accepted, outcomes.outcomes().size() - accepted);
    }
    metrics.taken(vendor.name(), body.length, System.nanoTime() - start, answer);
    return answer;
  }
}
