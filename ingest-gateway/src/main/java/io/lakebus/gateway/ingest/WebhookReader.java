// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import io.lakebus.bus.HookField;
import io.lakebus.digest.Sha256;
import io.lakebus.event.DetailReader;
import io.lakebus.event.JsonProblem;
import io.lakebus.event.StrictJson;
import io.lakebus.gateway.ingest.Problem.FieldError;
import io.lakebus.transform.JsonPath;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Makes an event of the body of a webhook: the body is its detail, byte for byte. Its id is taken
 * from what is signed only, so that nobody who has caught a webhook can send it again under another
 * id. Reads one body, then is used up.
 */
final class WebhookReader {

  private final BodyForm.Webhook form;
  private final List<FieldError> errors = new ArrayList<>(0);

  WebhookReader(BodyForm.Webhook form) {
    this.form = form;
  }

  Entry read(byte[] body) throws BodyRefusedException {
    if (body.length == 0) {
      throw new BodyRefusedException(Problem.of(ProblemCode.EMPTY_BODY, "the body has no event"));
    }
    if (body.length > StrictJson.MAX_EVENT_BYTES) {
      return new Entry.Faulty(EventSize.problem(body.length));
    }
    return switch (DetailReader.read(body)) {
      case DetailReader.Detail.Invalid invalid -> throw refused(invalid.problem());
      case DetailReader.Detail.Tree detail -> event(body, detail.tree());
    };
  }

  private static BodyRefusedException refused(JsonProblem problem) {
    return new BodyRefusedException(
        Problem.at(
            ProblemCode.of(problem.code()),
            problem.message(),
            new Problem.Place(problem.line(), problem.column())));
  }

  private Entry event(byte[] body, JsonNode detail) {
    String type = type(detail);
    String id =
        form.hook()
            .id()
            .flatMap(field -> find(field, Attribute.ID, detail))
            .orElseGet(() -> digest(body));
    if (!errors.isEmpty()) {
      return new Entry.Faulty(Problem.ofFields(errors));
    }
    return new Entry.Valid(
        new Draft(
            Optional.of(id),
            Optional.of(form.hook().source()),
            type,
            Optional.empty(),
            List.of(),
            Map.of(),
            body,
            Optional.of("")));
  }

  private String type(JsonNode detail) {
    List<HookField> fields = form.hook().type();
    for (HookField field : fields) {
      Optional<String> type = find(field, Attribute.DETAIL_TYPE, detail);
      if (type.isPresent()) {
        return type.get();
      }
    }
    String places = fields.stream().map(HookField::toString).collect(Collectors.joining(" or "));
    errors.add(new FieldError("the type is missing, which is to be in " + places, ""));
    return "";
  }

  /** What is there; empty if nothing is. What cannot be the attribute is an error. */
  private Optional<String> find(HookField field, Attribute attribute, JsonNode detail) {
    return switch (field) {
      case HookField.Value(String text) -> Optional.of(text);
      case HookField.Header(String name) ->
          checked(Optional.ofNullable(form.headers().get(name)), attribute, field, "");
      case HookField.Path(JsonPath path) -> {
        JsonNode node = path.of(detail);
        if (node.isMissingNode() || node.isNull()) {
          yield Optional.empty();
        }
        if (!node.isTextual() && !node.isIntegralNumber()) {
          errors.add(new FieldError(field + " is neither a string nor an integer", pointer(path)));
          yield Optional.of("");
        }
        yield checked(Optional.of(node.asText()), attribute, field, pointer(path));
      }
    };
  }

  private Optional<String> checked(
      Optional<String> text, Attribute attribute, HookField field, String pointer) {
    text.flatMap(value -> attribute.problem(value, field.toString()))
        .ifPresent(message -> errors.add(new FieldError(message, pointer)));
    return text;
  }

  private static String pointer(JsonPath path) {
    StringBuilder pointer = new StringBuilder();
    for (JsonPath.Step step : path.steps()) {
      switch (step) {
        case JsonPath.Step.Name(String name) ->
            pointer.append('/').append(name.replace("~", "~0").replace("/", "~1"));
        case JsonPath.Step.Position(int position) -> pointer.append('/').append(position);
        case JsonPath.Step.Each each ->
            throw new IllegalStateException("a hook's path leads to one value");
      }
    }
    return pointer.toString();
  }

  private String digest(byte[] body) {
    MessageDigest digest = Sha256.newDigest();
    digest.update(form.signedPrefix());
    return HexFormat.of().formatHex(digest.digest(body));
  }
}
