// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.lakebus.gateway.TestGateway.Answer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** The OpenAPI document as a test reads it, and whether an answer is one that it has. */
public final class DocumentedApi {

  public static final DocumentedApi INSTANCE = new DocumentedApi();

  private final JsonNode document;
  private final SchemaRegistry registry =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
  private final Map<JsonNode, Schema> schemas = new ConcurrentHashMap<>();

  private DocumentedApi() {
    try (InputStream stream =
        Objects.requireNonNull(
            Gateway.class.getResourceAsStream("http/openapi.json"), "openapi.json")) {
      document = new ObjectMapper().readTree(stream);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The whole document. */
  public JsonNode document() {
    return document;
  }

  /** What a node is, if it refers to another one. */
  public JsonNode resolve(JsonNode node) {
    JsonNode reference = node.path("$ref");
    return reference.isMissingNode()
        ? node
        : resolve(document.at(reference.textValue().substring(1)));
  }

  /** Every operation. */
  public Stream<Operation> operations() {
    return document
        .path("paths")
        .propertyStream()
        .flatMap(
            path ->
                path.getValue()
                    .propertyStream()
                    .map(
                        method ->
                            new Operation(
                                method.getKey().toUpperCase(Locale.ROOT),
                                path.getKey(),
                                method.getValue())));
  }

  /**
   * An operation.
   *
   * @param method its method
   * @param path its path, with its parameters' names
   * @param node what the document says of it
   */
  public record Operation(String method, String path, JsonNode node) {

    private boolean takes(String called) {
      return Pattern.matches(path.replaceAll("\\{[^}]*}", "[^/]+"), called);
    }
  }

  /**
   * Asserts that the answer to a call, such as {@code GET /healthz}, is one that is documented.
   * HEAD is GET without a body, and not documented beside it.
   */
  void check(String call, Answer answer) {
    String[] parts = call.split(" ", 2);
    boolean head = parts[0].equals("HEAD");
    List<Operation> operations =
        operations().filter(operation -> operation.takes(parts[1])).toList();
    if (operations.isEmpty()) {
      assertThat(answer.status()).as(call + " is not documented").isEqualTo(404);
      return;
    }
    Optional<Operation> operation =
        operations.stream().filter(one -> one.method().equals(head ? "GET" : parts[0])).findFirst();
    if (operation.isEmpty()) {
      assertThat(answer.status()).as(call + " is not documented").isEqualTo(405);
      return;
    }
    String status = Integer.toString(answer.status());
    JsonNode responses = operation.get().node().path("responses");
    assertThat(responses.has(status)).as(call + " is answered " + status).isTrue();
    JsonNode response = resolve(responses.path(status));
    checkHeaders(call + " " + status, response, answer);
    if (head) {
      assertThat(answer.body()).as(call).isEmpty();
    } else {
      checkContent(call + " " + status, response, answer);
    }
  }

  private void checkHeaders(String what, JsonNode response, Answer answer) {
    response
        .path("headers")
        .propertyStream()
        .filter(header -> resolve(header.getValue()).path("required").booleanValue())
        .forEach(
            header ->
                assertThat(answer.headers())
                    .as(what)
                    .containsKey(header.getKey().toLowerCase(Locale.ROOT)));
  }

  private void checkContent(String what, JsonNode response, Answer answer) {
    JsonNode content = response.path("content");
    if (content.isMissingNode()) {
      assertThat(answer.body()).as(what).isEmpty();
      return;
    }
    String mediaType = answer.headers().getOrDefault("content-type", "").split(";", 2)[0];
    assertThat(content.has(mediaType)).as(what + " with " + mediaType).isTrue();
    if (mediaType.endsWith("json")) {
      assertThat(violations(content.path(mediaType).path("schema"), answer.body()))
          .as(what + " " + answer.body())
          .isEmpty();
    }
  }

  /** What keeps a JSON text from being what a schema of the document says. */
  public List<String> violations(JsonNode schema, String json) {
    return schemas.computeIfAbsent(schema, this::compile).validate(json, InputFormat.JSON).stream()
        .map(Error::toString)
        .toList();
  }

  private Schema compile(JsonNode schema) {
    ObjectNode whole = new ObjectMapper().createObjectNode();
    whole.set("$defs", document.at("/components/schemas"));
    whole.putArray("allOf").add(schema);
    return registry.getSchema(whole.toString().replace("#/components/schemas/", "#/$defs/"));
  }
}
