// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.send;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.lakebus.event.StrictJson;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Reads the gateway's answer to a request as one answer for each of its events. */
final class Answers {

  private static final int MULTI_STATUS = 207;

  private Answers() {}

  /**
   * The answers to {@code count} events, in their order. A success that does not speak of exactly
   * that many events is no success: what it means is unknown.
   */
  static List<Answer> of(Reply reply, int count) {
    JsonNode body = parse(reply.body());
    JsonNode events = body.path("events");
    boolean success = reply.status() >= 200 && reply.status() < 300;
    if (!success && !(events.isArray() && events.size() == count)) {
      return Collections.nCopies(count, problem(reply.status(), body));
    }
    if (events.size() != count) {
      return Collections.nCopies(
          count,
          new Answer(
              0, "not-understood", "status " + reply.status() + " without an answer per event"));
    }
    List<Answer> answers = new ArrayList<>(count);
    for (JsonNode event : events) {
      answers.add(ofEvent(event, reply.status()));
    }
    return answers;
  }

  private static Answer ofEvent(JsonNode event, int status) {
    if (event.path("status").asText().equals("accepted")) {
      return status == MULTI_STATUS ? Answer.ACCEPTED : new Answer(status, "", "");
    }
    JsonNode problem = event.has("problem") ? event.get("problem") : event;
    return problem(problem.path("status").asInt(status), problem);
  }

  private static Answer problem(int status, JsonNode problem) {
    String title = problem.path("title").asText();
    return new Answer(status, problem.path("code").asText(), problem.path("detail").asText(title));
  }

  private static JsonNode parse(byte[] body) {
    try {
      return StrictJson.mapper().readTree(body);
    } catch (IOException notJson) {
      return MissingNode.getInstance();
    }
  }
}
