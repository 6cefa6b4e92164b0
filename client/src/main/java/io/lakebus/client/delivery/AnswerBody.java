// SPDX-License-Identifier: Apache-2.0
package io.lakebus.client.delivery;

import io.lakebus.client.json.JsonException;
import io.lakebus.client.json.JsonReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The members of an answer, or of a part of it, that mean something here. */
final class AnswerBody {

  private static final int MULTI_STATUS = 207;

  private List<AnswerBody> events = List.of();
  private Optional<AnswerBody> problem = Optional.empty();
  private String state = "";
  private int status = -1;
  private String code = "";
  private String title = "";
  private String detail = "";
  private String pointer = "";
  private List<Answer.FieldError> errors = List.of();

  private AnswerBody() {}

  /** Reads an answer; one that is not JSON says nothing. */
  static AnswerBody parse(byte[] json) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(json)).toString();
      JsonReader reader = new JsonReader(text);
      AnswerBody body = new AnswerBody();
      body.read(reader);
      reader.end();
      return body;
    } catch (CharacterCodingException | JsonException e) {
      return new AnswerBody();
    }
  }

  private void read(JsonReader json) throws JsonException {
    if (!json.isObject()) {
      json.skip();
      return;
    }
    json.object(
        name -> {
          switch (name) {
            case "events" -> events = readList(json);
            case "problem" -> problem = Optional.of(readBody(json));
            case "status" -> readStatus(json);
            case "code" -> code = json.text();
            case "title" -> title = json.text();
            case "detail" -> detail = json.text();
            case "pointer" -> pointer = json.text();
            case "errors" -> errors = readList(json).stream().map(AnswerBody::error).toList();
            default -> json.skip();
          }
        });
  }

  private static AnswerBody readBody(JsonReader json) throws JsonException {
    AnswerBody body = new AnswerBody();
    body.read(json);
    return body;
  }

  /** Reads an array; a value of another kind stands as an empty one. */
  private static List<AnswerBody> readList(JsonReader json) throws JsonException {
    List<AnswerBody> list = new ArrayList<>();
    if (json.isArray()) {
      json.array(() -> list.add(readBody(json)));
    } else {
      json.skip();
    }
    return list;
  }

  /** The status of an event is a word, that of a problem a number. */
  private void readStatus(JsonReader json) throws JsonException {
    if (json.isString()) {
      state = json.string();
    } else {
      status = json.integer(-1);
    }
  }

  /** What each event was answered; empty where nothing is said about them. */
  List<AnswerBody> events() {
    return events;
  }

  /** What this says of an event, if it is what the answer with this status has for it. */
  Answer answer(int statusOfAll) {
    if (state.equals("accepted")) {
      return statusOfAll == MULTI_STATUS
          ? Answer.ACCEPTED
          : new Answer(statusOfAll, "", "", List.of());
    }
    AnswerBody why = problem.orElse(this);
    Answer answer = why.problem(why.status < 0 ? statusOfAll : why.status);
    return answer.accepted()
        ? Answer.none(Answer.NOT_UNDERSTOOD, "an event is neither accepted nor has it a problem")
        : answer;
  }

  /** The problem that this is. */
  Answer problem(int ofStatus) {
    return new Answer(ofStatus, code, detail.isEmpty() ? title : detail, errors);
  }

  private Answer.FieldError error() {
    return new Answer.FieldError(detail, pointer);
  }
}
