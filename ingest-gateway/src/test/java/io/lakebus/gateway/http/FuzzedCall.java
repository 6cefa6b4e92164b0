// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway.http;

import io.lakebus.bus.Limits;
import io.lakebus.bus.NamePattern;
import io.lakebus.bus.Vendor;
import io.lakebus.event.Decoded;
import io.lakebus.event.DetailReader;
import io.lakebus.event.Event;
import io.lakebus.event.EventCodec;
import io.lakebus.event.StrictJson;
import io.lakebus.gateway.TestBus;
import io.lakebus.gateway.TestGateway;
import io.lakebus.gateway.aws.AwsAnswer;
import io.lakebus.gateway.ingest.Answer;
import io.lakebus.gateway.ingest.BodyForm;
import io.lakebus.gateway.ingest.Call;
import io.lakebus.gateway.ingest.Ingest;
import io.lakebus.gateway.ingest.Inspection;
import io.lakebus.gateway.ingest.LogPatience;
import io.lakebus.gateway.ingest.Outcome;
import io.lakebus.gateway.ingest.Problem;
import io.lakebus.gateway.limit.Turns;
import io.lakebus.gateway.log.InMemoryEventLog;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What holds for a call whatever its body is: it is answered, with nothing worse than a 4xx, and
 * what of it is in the log the job reads as the same events.
 */
final class FuzzedCall {

  private static final int MAX_EVENTS = 100;

  /**
   * Who may send whatever it likes, so that no right stands before the code that is to be tried.
   */
  private static final Vendor VENDOR =
      new Vendor(
          "statsfeed",
          List.of(),
          List.of(),
          List.of(),
          List.of(new NamePattern.Prefix("")),
          Vendor.ANY_TYPE,
          Limits.NONE,
          Vendor.Status.ACTIVE);

  private static final LogPatience PATIENCE = LogPatience.start(Duration.ofSeconds(10));

  private FuzzedCall() {}

  /** Makes the call, and checks all that holds for it. */
  static Answer check(BodyForm form, byte[] body) {
    InMemoryEventLog log = new InMemoryEventLog();
    Ingest ingest =
        new Ingest(
            new Inspection(MAX_EVENTS, TestBus::bus, () -> "made-up", new Turns(1)), log, PATIENCE);
    Answer answer =
        ingest.take(
            new Call(VENDOR, form, body, Optional.empty(), TestGateway.NOW, Optional.empty()),
            count -> assertThat(count).isBetween(0, MAX_EVENTS));
    switch (answer) {
      case Answer.Refused refused -> {
        checkProblem(refused.problem());
        assertThat(log.records()).isEmpty();
      }
      case Answer.Outcomes outcomes -> checkOutcomes(outcomes, log.records());
    }
    checkAnswer(form, answer);
    return answer;
  }

  /** The gateway's fault is none of what a body can be. */
  static void checkProblem(Problem problem) {
    assertThat(problem.code().status()).isBetween(400, 499);
    assertThat(problem.detail()).isNotBlank();
  }

  private static void checkOutcomes(
      Answer.Outcomes answer, List<InMemoryEventLog.LogRecord> records) {
    assertThat(records).hasSize(answer.accepted());
    int next = 0;
    for (Outcome outcome : answer.outcomes()) {
      switch (outcome) {
        case Outcome.Failed failed -> checkProblem(failed.problem());
        case Outcome.Accepted accepted -> {
          assertThat(decoded(records.get(next)).id()).isEqualTo(accepted.id());
          next++;
        }
      }
    }
  }

  /** What the gateway accepts, the job's decoder and its reader of details accept. */
  private static Event decoded(InMemoryEventLog.LogRecord record) {
    Decoded decoded = EventCodec.decode(record.headers(), record.value(), TestGateway.NOW);
    assertThat(decoded).isInstanceOf(Decoded.Accepted.class);
    assertThat(DetailReader.read(record.value())).isInstanceOf(DetailReader.Detail.Tree.class);
    return ((Decoded.Accepted) decoded).event();
  }

  /** The answer is JSON, too. */
  private static void checkAnswer(BodyForm form, Answer answer) {
    byte[] json =
        switch (form) {
          case BodyForm.PutEvents aws -> aws(form, answer);
          case BodyForm.PutRecord aws -> aws(form, answer);
          case BodyForm.PutRecordBatch aws -> aws(form, answer);
          default -> json(answer);
        };
    try {
      assertThat(StrictJson.mapper().readTree(json).isObject()).isTrue();
    } catch (IOException e) {
      throw new AssertionError("the answer is not JSON", e);
    }
  }

  private static byte[] aws(BodyForm form, Answer answer) {
    AwsAnswer aws = AwsAnswer.of(form, answer);
    assertThat(aws.status()).isBetween(200, 499);
    return aws.body();
  }

  private static byte[] json(Answer answer) {
    return switch (answer) {
      case Answer.Refused refused ->
          AnswerJson.problem(refused.problem(), RequestId.create(), List.of());
      case Answer.Outcomes outcomes ->
          AnswerJson.outcomes(outcomes.accepted(), outcomes.outcomes());
    };
  }
}
