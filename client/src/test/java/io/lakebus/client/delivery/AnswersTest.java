// SPDX-License-Identifier: Apache-2.0
package io.lakebus.client.delivery;

import io.lakebus.client.delivery.Answer.FieldError;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Answers as the gateway writes them, and as others do. */
class AnswersTest {

  private static final Answer ACCEPTED = new Answer(202, "", "", List.of());

  @Test
  void aBatchOfWhichAllIsAccepted() {
    assertThat(
            answers(
                202,
                2,
                "{\"accepted\":2,\"events\":[{\"id\":\"1\",\"status\":\"accepted\"},"
                    + "{\"id\":\"2\",\"status\":\"accepted\"}]}"))
        .isEqualTo(new Answers.Each(List.of(ACCEPTED, ACCEPTED)));
  }

  @Test
  void aLargeBatchIsAnsweredEventByEvent() {
    String events = "{\"status\":\"accepted\"},".repeat(999) + "{\"status\":\"accepted\"}";

    assertThat(answers(202, 1_000, "{\"events\":[" + events + "]}"))
        .isEqualTo(new Answers.Each(Collections.nCopies(1_000, ACCEPTED)));
  }

  @Test
  void aBatchOfWhichSomeIsAcceptedHasTheProblemOfEachOther() {
    assertThat(
            answers(
                207,
                3,
                "{\"accepted\":1,\"events\":[{\"id\":\"1\",\"status\":\"accepted\"},"
                    + "{\"id\":\"2\",\"status\":\"failed\",\"problem\":{\"type\":\"urn:x\","
                    + "\"title\":\"The event is not valid\",\"status\":422,"
                    + "\"code\":\"invalid-event\",\"detail\":\"2 fields of the event are wrong\","
                    + "\"errors\":[{\"detail\":\"time is wrong\",\"pointer\":\"#/1/time\"},"
                    + "{\"detail\":\"no object\",\"pointer\":\"#/1\"},"
                    + "{\"detail\":\"elsewhere\",\"pointer\":\"#/11/time\"},"
                    + "{\"detail\":\"nowhere\"}]}},"
                    + "{\"id\":\"3\",\"status\":\"failed\",\"problem\":{\"title\":\"t\","
                    + "\"status\":503,\"code\":\"log-unavailable\",\"detail\":\"later\"}}]}"))
        .isEqualTo(
            new Answers.Each(
                List.of(
                    ACCEPTED,
                    new Answer(
                        422,
                        "invalid-event",
                        "2 fields of the event are wrong",
                        List.of(
                            new FieldError("time is wrong", "#/time"),
                            new FieldError("no object", "#"),
                            new FieldError("elsewhere", "#/11/time"),
                            new FieldError("nowhere", ""))),
                    new Answer(503, "log-unavailable", "later", List.of()))));
  }

  @Test
  void aBatchOfWhichNothingIsAcceptedHasTheProblemOfEach() {
    assertThat(
            answers(
                403,
                2,
                "{\"status\":403,\"code\":\"source-not-allowed\",\"accepted\":0,\"events\":["
                    + "{\"status\":\"failed\",\"problem\":{\"status\":403,\"code\":\"a\"}},"
                    + "{\"status\":\"failed\",\"problem\":{\"status\":422,\"code\":\"b\"}}]}"))
        .isEqualTo(
            new Answers.Each(
                List.of(new Answer(403, "a", "", List.of()), new Answer(422, "b", "", List.of()))));
  }

  @Test
  void theProblemOfALoneEventPointsIntoIt() {
    assertThat(
            answers(
                422,
                1,
                "{\"title\":\"t\",\"status\":422,\"code\":\"invalid-event\",\"errors\":["
                    + "{\"detail\":\"d\",\"pointer\":\"#/0/x\"}]}"))
        .isEqualTo(
            new Answers.Whole(
                new Answer(422, "invalid-event", "t", List.of(new FieldError("d", "#/0/x")))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "<html>a proxy's page</html>",
        "[]",
        "{}",
        "{\"events\":7}",
        "{\"events\":[]}",
        "{\"events\":[{\"status\":\"accepted\"}]}",
        "{\"events\":[{\"status\":\"accepted\"},{\"status\":\"accepted\"},{\"status\":\"accepted\"}]}",
        "{\"events\":[{\"status\":\"accepted\"},{\"status\":\"accepted\"}]} and more"
      })
  void aSuccessThatDoesNotSpeakOfEachEventIsNone(String body) {
    assertThat(answers(202, 2, body))
        .isEqualTo(
            new Answers.Whole(
                new Answer(
                    0, "not-understood", "status 202 without an answer per event", List.of())));
  }

  @Test
  void anEventOfASuccessIsAcceptedOnlyWhereItSaysSo() {
    Answer unclear =
        new Answer(
            0, "not-understood", "an event is neither accepted nor has it a problem", List.of());
    assertThat(
            answers(
                202,
                4,
                "{\"events\":[{\"status\":\"failed\"},{},7,{\"status\":200,\"detail\":\"x\"}]}"))
        .isEqualTo(new Answers.Each(List.of(unclear, unclear, unclear, unclear)));
  }

  @Test
  void somethingElseThanTheGatewayMayRefuse() {
    assertThat(answers(502, 2, "<html>Bad Gateway</html>"))
        .isEqualTo(new Answers.Whole(new Answer(502, "", "", List.of())));
    assertThat(new Answers.Whole(new Answer(502, "", "", List.of())).toEach(2))
        .containsExactly(new Answer(502, "", "", List.of()), new Answer(502, "", "", List.of()));
  }

  @Test
  void anAnswerThatIsNotUtf8SaysNothing() {
    byte[] body = "{\"code\":\"é\"}".getBytes(StandardCharsets.ISO_8859_1);
    assertThat(Answers.of(new Reply(400, Optional.empty(), body), 1))
        .isEqualTo(new Answers.Whole(new Answer(400, "", "", List.of())));
  }

  @ParameterizedTest
  @CsvSource({
    "202, true, false, false, false",
    "200, true, false, false, false",
    "302, false, false, false, true",
    "400, false, false, true, false",
    "401, false, false, true, false",
    "403, false, false, true, false",
    "408, false, true, false, true",
    "422, false, false, true, false",
    "429, false, true, true, false",
    "500, false, false, false, true",
    "502, false, true, false, true",
    "503, false, true, false, true",
    "504, false, true, false, true",
    "0, false, true, false, true"
  })
  void aStatusSaysWhatIsKnown(
      int status, boolean accepted, boolean temporary, boolean refused, boolean doubt) {
    Answer answer = new Answer(status, "", "", List.of());
    assertThat(
            List.of(answer.accepted(), answer.temporary(), answer.refused(), answer.leavesDoubt()))
        .isEqualTo(List.of(accepted, temporary, refused, doubt));
  }

  @Test
  void whatWasNotReadLeavesNoDoubt() {
    assertThat(Answer.none(Answer.NOT_REACHED, "").leavesDoubt()).isFalse();
    assertThat(Answer.none(Answer.NOT_SENT, "").leavesDoubt()).isFalse();
    assertThat(Answer.none(Answer.NO_ANSWER, "").leavesDoubt()).isTrue();
    assertThat(new Answer(503, Answer.NOT_REACHED, "", List.of()).leavesDoubt()).isTrue();
  }

  private static Answers answers(int status, int count, String body) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    return Answers.of(new Reply(status, Optional.empty(), bytes), count);
  }
}
