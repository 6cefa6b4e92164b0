// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway.http;

import io.javalin.http.Context;
import io.lakebus.bus.Vendor;
import io.lakebus.gateway.ingest.Answer;
import io.lakebus.gateway.ingest.BodyForm;
import io.lakebus.gateway.limit.Allowance;
import io.lakebus.gateway.limit.Permit;
import java.util.Optional;

/**
 * One call that a vendor has been let in with, until its answer is ready. Closing it gives its
 * permit back and writes into the answer how the vendor stands then.
 */
final class VendorCall implements AutoCloseable {

  private final Intake intake;
  private final Context context;
  private final Vendor vendor;
  private final Allowance allowance;
  private final Permit permit;

  VendorCall(Intake intake, Context context, Vendor vendor, Allowance allowance, Permit permit) {
    this.intake = intake;
    this.context = context;
    this.vendor = vendor;
    this.allowance = allowance;
    this.permit = permit;
  }

  /** So many bytes of its body have come, inflated. */
  void chargeBytes(int count) {
    permit.chargeBytes(count);
  }

  /** Takes the events of its body into the log. */
  Answer take(BodyForm form, byte[] body, Optional<String> idempotencyKey) {
    return intake.take(this, form, body, idempotencyKey);
  }

  RequestRecord request() {
    return RequestRecord.of(context);
  }

  Vendor vendor() {
    return vendor;
  }

  Permit permit() {
    return permit;
  }

  @Override
  public void close() {
    permit.close();
    RateLimitFields.write(context, allowance.standings());
  }
}
