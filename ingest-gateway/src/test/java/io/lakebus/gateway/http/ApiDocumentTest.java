// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lakebus.gateway.DocumentedApi;
import io.lakebus.gateway.DocumentedApi.Operation;
import io.lakebus.gateway.TestGateway;
import io.lakebus.gateway.TestGateway.Answer;
import io.lakebus.gateway.aws.TestSigner;
import io.lakebus.gateway.hook.TestHooks;
import io.lakebus.gateway.ingest.ProblemCode;
import io.lakebus.gateway.log.InMemoryEventLog;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Holds the OpenAPI document and the public server together; {@link TestGateway} does the rest. */
class ApiDocumentTest {

  private static final DocumentedApi API = DocumentedApi.INSTANCE;
  private static final Pattern CODE =
      Pattern.compile("`([a-z0-9]+(-[a-z0-9]+)+|internal|overloaded|stopping)`");
  private static final Pattern LINK = Pattern.compile("(?:href|src)=\"([^\"]*)\"");

  @AutoClose private static final TestGateway gateway = TestGateway.start(new InMemoryEventLog());

  /** One that has the hook {@code github}: to an unknown one the answer is that of no route. */
  @AutoClose
  private static final TestGateway withHooks =
      TestGateway.start(
          TestHooks::bus,
          TestHooks.secrets(),
          InstantSource.fixed(TestGateway.NOW),
          new InMemoryEventLog());

  @Test
  void theDocumentIsServed() throws IOException {
    Answer answer = gateway.to("/openapi.json").without("Authorization").get();

    assertThat(answer.headers()).containsEntry("content-type", "application/json");
    assertThat(new ObjectMapper().readTree(answer.body()).path("paths").propertyStream().count())
        .isEqualTo(API.document().path("paths").size());
  }

  static Stream<Operation> operations() {
    return API.operations();
  }

  @ParameterizedTest
  @MethodSource("operations")
  void everyDocumentedOperationIsServed(Operation operation) {
    String path =
        operation
            .path()
            .replace("{file}", "docs.js")
            .replace("{name}", "github")
            .replaceAll("\\{[^}]*}", "x");

    Answer answer = withHooks.to(path).send(operation.method(), BodyPublishers.ofString("{}"));

    assertThat(answer.status()).isNotIn(404, 405);
  }

  @Test
  void theCodesOfProblemsAreThose() {
    JsonNode codes = API.document().at("/components/schemas/ProblemCode/enum");

    assertThat(codes.valueStream().map(JsonNode::textValue))
        .containsExactlyElementsOf(
            Arrays.stream(ProblemCode.values()).map(ProblemCode::code).toList());
  }

  @Test
  void theCodesThatAnAnswerNamesAreOfItsStatus() {
    Map<String, ProblemCode> known = new HashMap<>();
    Arrays.stream(ProblemCode.values()).forEach(code -> known.put(code.code(), code));
    List<String> named = new ArrayList<>();
    API.operations()
        .forEach(
            operation ->
                operation
                    .node()
                    .path("responses")
                    .propertyStream()
                    .forEach(
                        response ->
                            CODE.matcher(
                                    API.resolve(response.getValue())
                                        .path("description")
                                        .textValue())
                                .results()
                                .map(result -> result.group(1))
                                .peek(named::add)
                                .forEach(
                                    code ->
                                        assertThat(known.get(code))
                                            .as(code)
                                            .extracting(ProblemCode::status)
                                            .isEqualTo(Integer.valueOf(response.getKey())))));
    assertThat(new TreeSet<>(named)).hasSize(38);
  }

  @Test
  void everyReferenceIsToSomethingAndEveryComponentIsReferredTo() {
    Set<String> references = new TreeSet<>();
    Pattern.compile("\"\\$ref\":\"#([^\"]*)\"")
        .matcher(API.document().toString())
        .results()
        .map(result -> result.group(1))
        .forEach(references::add);
    Set<String> components = new TreeSet<>();
    API.document()
        .path("components")
        .propertyStream()
        .filter(kind -> !kind.getKey().equals("securitySchemes"))
        .forEach(
            kind ->
                kind.getValue()
                    .fieldNames()
                    .forEachRemaining(
                        name -> components.add("/components/" + kind.getKey() + "/" + name)));

    assertThat(references).isEqualTo(components);
  }

  /**
   * A request that the document shows, and what it says that becomes of it.
   *
   * @param name what both are called
   * @param operation whose it is
   * @param mediaType the body's
   * @param body the body
   * @param status the answer's status
   * @param answer the answer's body
   */
  record Example(
      String name, Operation operation, String mediaType, String body, int status, String answer) {

    @Override
    public String toString() {
      return operation.method() + " " + operation.path() + ", " + name;
    }
  }

  static Stream<Example> examples() {
    return API.operations().flatMap(ApiDocumentTest::examples);
  }

  private static Stream<Example> examples(Operation operation) {
    return operation
        .node()
        .at("/requestBody/content")
        .propertyStream()
        .flatMap(
            content ->
                content
                    .getValue()
                    .path("examples")
                    .propertyStream()
                    .map(
                        example ->
                            example(
                                operation,
                                content.getKey(),
                                example.getKey(),
                                example.getValue().path("value"))));
  }

  private static Example example(
      Operation operation, String mediaType, String name, JsonNode value) {
    List<Map.Entry<String, JsonNode>> answers =
        operation
            .node()
            .path("responses")
            .propertyStream()
            .flatMap(
                response ->
                    API.resolve(response.getValue())
                        .path("content")
                        .valueStream()
                        .map(content -> content.path("examples").path(name).path("value"))
                        .filter(answer -> !answer.isMissingNode())
                        .map(answer -> Map.entry(response.getKey(), answer)))
            .toList();
    assertThat(answers).as(name).hasSize(1);
    return new Example(
        name,
        operation,
        mediaType,
        mediaType.equals("application/x-ndjson") ? value.textValue() : value.toString(),
        Integer.parseInt(answers.getFirst().getKey()),
        answers.getFirst().getValue().toString());
  }

  @ParameterizedTest
  @MethodSource("examples")
  void anExampleIsAnsweredAsTheDocumentSays(Example example) throws IOException {
    Answer answer = post(example);

    assertThat(answer.status()).as(answer.body()).isEqualTo(example.status());
    assertThat(new ObjectMapper().readTree(answer.body()))
        .isEqualTo(new ObjectMapper().readTree(TestGateway.normal(example.answer())));
  }

  /** Those that are refused are perhaps not what their schema says; the others are. */
  @ParameterizedTest
  @MethodSource("examples")
  void anExampleThatIsAcceptedIsWhatItsSchemaSays(Example example) {
    JsonNode content = example.operation().node().at("/requestBody/content");
    JsonNode schema = content.path(example.mediaType()).path("schema");

    if (example.status() < 300 && !example.mediaType().equals("application/x-ndjson")) {
      assertThat(API.violations(schema, example.body()))
          .matches(violations -> violations.isEmpty() || example.status() == 207);
    }
  }

  private static Answer post(Example example) {
    Optional<String> target =
        parameters(example)
            .filter(one -> one.getKey().equals("X-Amz-Target"))
            .map(Map.Entry::getValue)
            .findFirst();
    if (target.isPresent()) {
      String[] parts = target.get().split("\\.", 2);
      TestSigner signer =
          parts[0].equals("AWSEvents")
              ? TestSigner.events(parts[1])
              : TestSigner.firehose(parts[1]);
      return signer.post(gateway, example.body());
    }
    TestGateway.Call call =
        gateway
            .to(example.operation().path().replace("{detail-type}", "ticket.sold"))
            .with("Content-Type", example.mediaType());
    parameters(example).forEach(header -> call.with(header.getKey(), header.getValue()));
    return call.post(example.body());
  }

  /** The headers of an example. */
  private static Stream<Map.Entry<String, String>> parameters(Example example) {
    return example
        .operation()
        .node()
        .path("parameters")
        .valueStream()
        .map(API::resolve)
        .filter(parameter -> parameter.path("examples").has(example.name()))
        .map(
            parameter ->
                Map.entry(
                    parameter.path("name").textValue(),
                    parameter.path("examples").path(example.name()).path("value").textValue()));
  }

  @Test
  void thePageLoadsOnlyWhatIsServedHere() {
    Answer page = gateway.to("/docs").without("Authorization").get();

    List<String> links = LINK.matcher(page.body()).results().map(ApiDocumentTest::link).toList();
    assertThat(links)
        .containsExactlyInAnyOrder(
            "data:,",
            "docs/swagger-ui.css",
            "openapi.json",
            "docs/swagger-ui-bundle.js",
            "docs/docs.js");
    assertThat(page.headers())
        .containsEntry("content-type", "text/html;charset=utf-8")
        .containsEntry("x-content-type-options", "nosniff")
        .hasEntrySatisfying(
            "content-security-policy",
            policy -> assertThat(policy).contains("default-src 'none'", "script-src 'self';"));
    Map<String, String> types = new HashMap<>();
    for (String link : links.subList(1, links.size())) {
      Answer file = gateway.to("/" + link).without("Authorization").get();
      assertThat(file.status()).as(link).isEqualTo(200);
      types.put(link, file.headers().get("content-type"));
    }
    assertThat(types)
        .isEqualTo(
            Map.of(
                "docs/swagger-ui.css", "text/css; charset=utf-8",
                "openapi.json", "application/json",
                "docs/swagger-ui-bundle.js", "text/javascript; charset=utf-8",
                "docs/docs.js", "text/javascript; charset=utf-8"));
    assertThat(gateway.to("/docs/docs.js").get().body()).contains("validatorUrl: null");
  }

  private static String link(MatchResult result) {
    return result.group(1);
  }

  @Test
  void nothingElseOfTheClassPathIsServed() {
    for (String file :
        List.of("openapi.json", "docs.html", "swagger-ui.js", "..", "..%2Fdocs.js")) {
      assertThat(gateway.to("/docs/" + file).get().status()).as(file).isIn(400, 404);
    }
  }
}
