// SPDX-License-Identifier: Apache-2.0
package io.lakebus.bus;

import io.lakebus.transform.JsonPath;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static io.lakebus.bus.BusParserTest.problems;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

class HooksReaderTest {

  private static final String SECRETS = "secrets: [{ env: S }]";
  private static final String HMAC =
      "scheme: hmac, header: X-Sig, algorithm: sha256, encoding: hex, type: { path: $.kind }, "
          + SECRETS;

  @ParameterizedTest
  @MethodSource("defaults")
  void whatASchemeLeavesOpenHasADefault(
      String scheme, HookScheme expected, List<HookField> type, Optional<HookField> id) {
    assertThat(hook("scheme: " + scheme + ", " + SECRETS))
        .isEqualTo(
            new Hook(
                "h",
                expected,
                List.of(new SecretRef.Environment("S")),
                Duration.ofMinutes(5),
                type,
                id,
                "v"));
  }

  static Stream<Arguments> defaults() {
    return Stream.of(
        arguments(
            "standard-webhooks",
            HookScheme.Named.STANDARD_WEBHOOKS,
            List.of(path("$.type")),
            Optional.of(new HookField.Header("webhook-id"))),
        arguments(
            "github",
            HookScheme.Named.GITHUB,
            List.of(new HookField.Header("X-GitHub-Event")),
            Optional.empty()),
        arguments(
            "stripe", HookScheme.Named.STRIPE, List.of(path("$.type")), Optional.of(path("$.id"))),
        arguments(
            "shopify",
            HookScheme.Named.SHOPIFY,
            List.of(new HookField.Header("X-Shopify-Topic")),
            Optional.empty()),
        arguments(
            "slack",
            HookScheme.Named.SLACK,
            List.of(path("$.event.type"), path("$.type")),
            Optional.of(path("$.event_id"))));
  }

  @Test
  void aSchemeOfOnesOwnIsSpeltOut() {
    Hook hook =
        hook(
            "scheme: hmac, header: X-Sig, algorithm: sha512, encoding: base64, prefix: 'v1=',"
                + " timestamp-header: X-Time, tolerance: 1d, type: [{ header: X-Kind }, { path:"
                + " \"$['a'][0].b\" }], source: v.shop, id: { path: $.id }, secrets: [{ file: /a },"
                + " { env: B }]");

    assertThat(hook)
        .isEqualTo(
            new Hook(
                "h",
                new HookScheme.Hmac(
                    "X-Sig",
                    HookScheme.Algorithm.SHA512,
                    HookScheme.Encoding.BASE64,
                    "v1=",
                    Optional.of("X-Time")),
                List.of(new SecretRef.File("/a"), new SecretRef.Environment("B")),
                Duration.ofDays(1),
                List.of(new HookField.Header("X-Kind"), path("$.a[0].b")),
                Optional.of(path("$.id")),
                "v.shop"));
    assertThat(hook.type().getLast()).hasToString("$.a[0].b");
  }

  @Test
  void theTimeIsSignedWhereASchemeHasOne() {
    assertThat(hook(HMAC).scheme().signsTimestamp()).isFalse();
    assertThat(hook(HMAC + ", timestamp-header: X-Time").scheme().signsTimestamp()).isTrue();
    assertThat(Stream.of(HookScheme.Named.values()).filter(HookScheme::signsTimestamp))
        .containsExactly(
            HookScheme.Named.STANDARD_WEBHOOKS, HookScheme.Named.STRIPE, HookScheme.Named.SLACK);
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void aMistakeIsFound(String hook, String problem) {
    assertThat(problems(parse("h", hook)))
        .singleElement()
        .satisfies(
            message -> assertThat(message).startsWith("b.yaml:3: vendors.v.hooks" + problem));
  }

  static Stream<Arguments> mistakes() {
    String github = "scheme: github, " + SECRETS;
    String stripe = "scheme: stripe, " + SECRETS;
    return Stream.of(
        arguments(SECRETS, ".h: 'scheme' is missing"),
        arguments(
            "scheme: hub, " + SECRETS,
            ".h.scheme: 'hub' is not a scheme; there are standard-webhooks, github, stripe,"
                + " shopify, slack and hmac"),
        arguments("scheme: github", ".h: 'secrets' must have at least one"),
        arguments("scheme: github, secrets: []", ".h: 'secrets' must have at least one"),
        arguments(
            "scheme: github, secrets: [{}]", ".h.secrets[0]: either 'env' or 'file' must be there"),
        arguments(
            "scheme: github, secrets: [{ env: 'my secret' }]",
            ".h.secrets[0].env: is not the name of an environment variable"),
        arguments(
            github + ", tolerance: 5m", ".h.tolerance: means nothing here: no time is signed"),
        arguments(HMAC + ", tolerance: 5m", ".h.tolerance: means nothing here: no time is signed"),
        arguments(stripe + ", tolerance: 0s", ".h.tolerance: '0s' is not a duration from 1s to 1d"),
        arguments(
            stripe + ", tolerance: 25h", ".h.tolerance: '25h' is not a duration from 1s to 1d"),
        arguments(
            github + ", id: { header: X-GitHub-Delivery }",
            ".h.id: the header X-GitHub-Delivery is not signed: a request that somebody has caught"
                + " could be sent again under another id. Take the id from the body, or leave 'id'"
                + " out: then it is a hash of what is signed"),
        arguments(
            HMAC + ", id: { header: webhook-id }", ".h.id: the header webhook-id is not signed"),
        arguments(
            "scheme: standard-webhooks, id: { header: X-Id }, " + SECRETS,
            ".h.id: the header X-Id is not signed"),
        arguments(
            stripe + ", id: { path: $.id, header: webhook-id }",
            ".h.id: one of header, path must be there"),
        arguments(stripe + ", id: {}", ".h.id: one of header, path must be there"),
        arguments(stripe + ", id: $.id", ".h.id: is a text, but should be a mapping"),
        arguments(stripe + ", id: { path: id }", ".h.id.path: 'id' is not a JSON path"),
        arguments(stripe + ", id: { path: $ }", ".h.id.path: '$' does not lead to one value"),
        arguments(
            stripe + ", id: { path: '$.a[*].b' }",
            ".h.id.path: '$.a[*].b' does not lead to one value"),
        arguments(stripe + ", type: []", ".h.type: has no place to take the type from"),
        arguments(
            stripe + ", type: [{ path: $.type }, {}]",
            ".h.type[1]: one of header, path, value must be there"),
        arguments(
            stripe + ", type: { value: '' }",
            ".h.type.value: has not 1 to 128 characters, or has a control character"),
        arguments(
            stripe + ", type: { value: " + "t".repeat(129) + " }",
            ".h.type.value: has not 1 to 128 characters, or has a control character"),
        arguments(
            stripe + ", source: \"v.\\n\"",
            ".h.source: has not 1 to 256 characters, or has a control character"),
        arguments(
            stripe + ", type: { value: ticket.sold }",
            ".h.type: 'ticket.sold' is not a type that the vendor may send"),
        arguments(
            stripe + ", type: { header: 'X Type' }",
            ".h.type.header: 'X Type' is not a header's name"),
        arguments(stripe + ", source: w", ".h: 'w' is not a source that the vendor may use"),
        arguments(
            stripe + ", source: ''",
            ".h.source: has not 1 to 256 characters, or has a control character"),
        arguments(
            stripe + ", header: X",
            ".h.header: is not a known key; known are scheme, secrets, tolerance, type, id, source"),
        arguments(HMAC + ", id-header: X", ".h.id-header: is not a known key; known are scheme,"),
        arguments(HMAC.replace("header: X-Sig, ", ""), ".h: 'header' is missing"),
        arguments(HMAC.replace("type: { path: $.kind }, ", ""), ".h: 'type' is missing"),
        arguments(
            HMAC.replace("sha256", "sha1"), ".h.algorithm: 'sha1' is neither sha256 nor sha512"),
        arguments(HMAC.replace("hex", "b64"), ".h.encoding: 'b64' is neither hex nor base64"),
        arguments(
            HMAC + ", prefix: '" + "p".repeat(33) + "'",
            ".h.prefix: has more than 32 characters, or some that are not ASCII"));
  }

  @Test
  void everythingThatIsWrongIsTold() {
    assertThat(problems(parse("h", "scheme: hmac, tolerance: x, id: {}, typ: {}")))
        .containsExactly(
            "b.yaml:3: vendors.v.hooks.h: 'header' is missing",
            "b.yaml:3: vendors.v.hooks.h: 'algorithm' is missing",
            "b.yaml:3: vendors.v.hooks.h: 'encoding' is missing",
            "b.yaml:3: vendors.v.hooks.h: 'secrets' must have at least one",
            "b.yaml:3: vendors.v.hooks.h.tolerance: means nothing here: no time is signed, so how"
                + " old a request is cannot be known",
            "b.yaml:3: vendors.v.hooks.h: 'type' is missing",
            "b.yaml:3: vendors.v.hooks.h.id: one of header, path must be there",
            "b.yaml:3: vendors.v.hooks.h.typ: is not a known key; known are scheme, header,"
                + " algorithm, encoding, prefix, timestamp-header, secrets, tolerance, type, id,"
                + " source");
  }

  @Test
  void aNameIsThereOnceInTheBus() {
    String hooks = "{ hooks: { h: { scheme: github, " + SECRETS + " } } }";

    assertThat(
            problems(
                BusParser.parse(
                    "b.yaml", "bus: b\nvendors:\n  v: " + hooks + "\n  w: " + hooks + "\n")))
        .containsExactly(
            "b.yaml:4: vendors.w.hooks.h: a hook of this name is already there, of vendor 'v'");
  }

  @Test
  void aNameIsOneThatAPathCanHave() {
    assertThat(problems(parse("A/b", "scheme: github, " + SECRETS)))
        .containsExactly(
            "b.yaml:3: vendors.v.hooks.A/b: 'A/b' is not a hook's name: lower-case letters, digits,"
                + " - and _, a letter first, at most 63");
  }

  @Test
  void theVendorsNameIsTheSourceOnlyIfItMayBe() {
    assertThat(
            problems(
                BusParser.parse(
                    "b.yaml",
                    "bus: b\nvendors:\n  v: { sources: [a], hooks: { h: { scheme: github, "
                        + SECRETS
                        + " } } }\n")))
        .containsExactly(
            "b.yaml:3: vendors.v.hooks.h: 'v' is not a source that the vendor may use; name"
                + " another");
  }

  private static Hook hook(String hook) {
    return ((ParsedBus.Valid) parse("h", hook)).bus().vendors().get("v").hooks().getFirst();
  }

  /** Of a vendor who may send the type {@code match} only. */
  private static ParsedBus parse(String name, String hook) {
    return BusParser.parse(
        "b.yaml",
        "bus: b\nvendors:\n  v: { types: ['match'], hooks: { " + name + ": { " + hook + " } } }\n");
  }

  private static HookField path(String path) {
    return new HookField.Path(JsonPath.parse(path));
  }
}
