// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway.http;

import io.javalin.http.Context;
import io.lakebus.bus.Vendor;
import io.lakebus.gateway.aws.AwsAnswer;
import io.lakebus.gateway.aws.InvocationId;
import io.lakebus.gateway.aws.Operation;
import io.lakebus.gateway.aws.RequestHead;
import io.lakebus.gateway.aws.SignatureClaim;
import io.lakebus.gateway.ingest.Answer;
import io.lakebus.gateway.ingest.BodyForm;
import io.lakebus.gateway.ingest.Problem;
import io.lakebus.gateway.ingest.RefusedException;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jetty.http.DateGenerator;

import static java.util.Objects.requireNonNull;

/**
 * {@code POST /}: the calls of AWS's SDKs. The body is read before it is known who sends it, for
 * the signature is over the body; within the same bounds as every body. So that a vendor is at its
 * limit is known only then, too.
 */
final class AwsHandler {

  private static final String JSON = "application/x-amz-json-1.1";

  /** Firehose's 4 MiB in base64, with the JSON around them. */
  private static final int MAX_BODY_BYTES = 6 << 20;

  private final PublicServer.Parts parts;
  private final Intake intake;
  private final Bodies bodies;

  AwsHandler(PublicServer.Parts parts, Intake intake) {
    this.parts = requireNonNull(parts, "parts is null");
    this.intake = requireNonNull(intake, "intake is null");
    this.bodies = parts.bodies().withMaxBytes(MAX_BODY_BYTES);
  }

  void call(Context context) {
    try {
      write(context, answer(context));
    } catch (RefusedException e) {
      refuse(context, e.problem());
    }
  }

  private AwsAnswer answer(Context context) throws RefusedException {
    parts.currentBus().require();
    RequestHead head = head(context);
    Operation operation = Operation.of(head);
    MediaTypes.require(head.header("content-type"), Set.of(JSON));
    ContentEncoding.requirePlain(head.header("content-encoding"));
    SignatureClaim claim = parts.signatures().claim(head, operation);
    try (RequestBody reader = RequestBody.ofNobodyYet(bodies)) {
      byte[] body = reader.read(context);
      Vendor vendor = reader.verify(() -> parts.signatures().verify(claim, body));
      Optional<String> callId = InvocationId.of(head);
      try (VendorCall call = intake.admit(context, vendor)) {
        call.chargeBytes(body.length);
        return switch (operation) {
          case TEST_EVENT_PATTERN -> tryPattern(vendor, body);
          case PUT_EVENTS -> take(context, call, new BodyForm.PutEvents(busName(), callId), body);
          case PUT_RECORD -> take(context, call, new BodyForm.PutRecord(callId), body);
          case PUT_RECORD_BATCH -> take(context, call, new BodyForm.PutRecordBatch(callId), body);
        };
      }
    }
  }

  /** However short it is, a pattern may take long to compile. */
  private AwsAnswer tryPattern(Vendor vendor, byte[] body) throws RefusedException {
    return bodies.turns().heavyWork(vendor.name(), () -> AwsAnswer.ofTestEventPattern(body));
  }

  private static AwsAnswer take(Context context, VendorCall call, BodyForm form, byte[] body) {
    Answer answer = call.take(form, body, Optional.empty());
    if (answer instanceof Answer.Refused refused) {
      RequestRecord.of(context).refusedFor(refused.problem().code());
    }
    return AwsAnswer.of(form, answer);
  }

  private String busName() {
    return parts.currentBus().get().name();
  }

  private static RequestHead head(Context context) {
    Map<String, List<String>> headers = new HashMap<>();
    for (String name : Collections.list(context.req().getHeaderNames())) {
      headers.put(name, Collections.list(context.req().getHeaders(name)));
    }
    return new RequestHead(
        context.req().getMethod(),
        context.req().getRequestURI(),
        Optional.ofNullable(context.req().getQueryString()).orElse(""),
        headers);
  }

  private void refuse(Context context, Problem problem) {
    RequestRecord.of(context).refusedFor(problem.code());
    write(context, AwsAnswer.of(problem));
  }

  /** With the date: an SDK whose clock is wrong sets it right by that, and signs anew. */
  private void write(Context context, AwsAnswer answer) {
    RequestRecord record = RequestRecord.of(context);
    answer.problem().ifPresent(record::answeredWith);
    context.header("x-amzn-RequestId", record.id().text());
    context.header("Date", DateGenerator.formatDate(parts.clock().millis()));
    answer.errorType().ifPresent(type -> context.header("x-amzn-ErrorType", type));
    context.status(answer.status()).contentType(JSON).result(answer.body());
  }
}
