// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway.http;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.lakebus.bus.Hook;
import io.lakebus.event.DetailReader;
import io.lakebus.event.StrictJson;
import io.lakebus.gateway.aws.AwsAnswer;
import io.lakebus.gateway.hook.TestHooks;
import io.lakebus.gateway.ingest.Answer;
import io.lakebus.gateway.ingest.BodyForm;
import io.lakebus.gateway.ingest.RefusedException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Bodies of every form that a body can have. The first byte of an input chooses the form, {@code
 * '0'} the first of {@link #FORMS}; the rest is the body.
 */
class BodiesFuzzTest {

  private static final Map<String, String> ATTRIBUTES =
      Map.of("specversion", "1.0", "id", "1", "source", "statsfeed", "type", "match.score");

  private static final List<BodyForm> FORMS =
      List.of(
          new BodyForm.Json(),
          new BodyForm.Ndjson(),
          new BodyForm.CloudEvent(),
          new BodyForm.CloudEventBatch(),
          new BodyForm.CloudEventData(ATTRIBUTES),
          new BodyForm.Details("match.score"),
          new BodyForm.PutEvents("sports", Optional.of("call")),
          new BodyForm.PutRecord(Optional.empty()),
          new BodyForm.PutRecordBatch(Optional.of("call")),
          new BodyForm.Webhook(hook("body"), Map.of(), new byte[0]),
          new BodyForm.Webhook(hook("timed"), Map.of(), new byte[0]),
          new BodyForm.Webhook(hook("github"), Map.of("X-GitHub-Event", "push"), new byte[0]));

  @FuzzTest
  void everyBodyIsAnsweredAndTheJobReadsWhatIsAccepted(byte[] input) {
    byte[] body = input.length == 0 ? input : Arrays.copyOfRange(input, 1, input.length);
    Bounded.run(
        () -> {
          int form = input.length == 0 ? 0 : Math.floorMod(input[0] - '0', FORMS.size() + 1);
          if (form < FORMS.size()) {
            FuzzedCall.check(FORMS.get(form), body);
          } else {
            tryPattern(body);
          }
          checkAgreement(body);
        });
  }

  private static void tryPattern(byte[] body) {
    try {
      assertThat(AwsAnswer.ofTestEventPattern(body).status()).isEqualTo(200);
    } catch (RefusedException e) {
      FuzzedCall.checkProblem(e.problem());
    }
  }

  /** A detail that the job reads is accepted, and no other, whichever way it comes. */
  private static void checkAgreement(byte[] detail) {
    if (detail.length == 0 || detail.length > StrictJson.MAX_EVENT_BYTES / 2) {
      return;
    }
    int accepted = DetailReader.read(detail) instanceof DetailReader.Detail.Tree ? 1 : 0;
    String base64 = Base64.getEncoder().encodeToString(detail);
    assertThat(accepted(new BodyForm.CloudEventData(ATTRIBUTES), detail)).isEqualTo(accepted);
    assertThat(
            accepted(
                new BodyForm.PutRecord(Optional.empty()),
                utf8(
                    "{\"DeliveryStreamName\":\"a\",\"Record\":{\"Data\":\"%s\"}}"
                        .formatted(base64))))
        .isEqualTo(accepted);
    assertThat(
            accepted(
                new BodyForm.CloudEvent(),
                utf8(
                    ("{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"a\",\"type\":\"b\","
                            + "\"data_base64\":\"%s\"}")
                        .formatted(base64))))
        .isEqualTo(accepted);
  }

  private static int accepted(BodyForm form, byte[] body) {
    return FuzzedCall.check(form, body) instanceof Answer.Outcomes outcomes
        ? outcomes.accepted()
        : 0;
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static Hook hook(String name) {
    return TestHooks.bus().vendors().get("shop").hooks().stream()
        .filter(hook -> hook.name().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
