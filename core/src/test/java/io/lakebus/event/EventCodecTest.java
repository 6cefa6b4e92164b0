// SPDX-License-Identifier: Apache-2.0
package io.lakebus.event;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

class EventCodecTest {

  private static final Instant LOGGED = Instant.parse("2026-11-23T09:00:00Z");
  private static final byte[] DETAIL = "{\"name\":\"Žižkov\"}".getBytes(UTF_8);

  @Test
  void anEventBecomesCloudEventsHeaders() {
    Event event =
        new Event(
            "id-1",
            "statsfeed.live",
            "match.score",
            "statsfeed",
            Instant.parse("2026-11-23T08:00:00.25Z"),
            Instant.parse("2026-11-23T08:00:01Z"),
            List.of("arn:a", "Köln \"1\""),
            Map.of("subject", "42"),
            DETAIL);

    assertThat(texts(EventCodec.encode(event)))
        .containsExactly(
            "ce_specversion=1.0",
            "ce_id=id-1",
            "ce_source=statsfeed.live",
            "ce_type=match.score",
            "ce_time=2026-11-23T08:00:00.250Z",
            "content-type=application/json",
            "ce_vendor=statsfeed",
            "ce_receivedtime=2026-11-23T08:00:01Z",
            "ce_resources=[\"arn:a\",\"Köln \\\"1\\\"\"]",
            "ce_subject=42");
  }

  @ParameterizedTest
  @MethodSource("events")
  void whatIsWrittenIsReadBack(Event event) {
    assertThat(EventCodec.decode(EventCodec.encode(event), event.detail(), LOGGED))
        .isEqualTo(new Decoded.Accepted(event));
  }

  static Stream<Event> events() {
    Instant first = Instant.parse("0000-01-01T00:00:00Z");
    Instant last = Instant.parse("9999-12-31T23:59:59.999999999Z");
    return Stream.of(
        new Event("i", "s", "t", "v", first, last, List.of(), Map.of(), DETAIL),
        new Event(
            "日本-🏆\u0000\n",
            "münchen/ü",
            "スコア",
            "fußball",
            last,
            first,
            List.of("", "🏟", "a,b", "\\\""),
            Map.of("subject", "žluťoučký", "partitionkey", "", "x1", " "),
            new byte[0]));
  }

  @Test
  void theTraceOfACallIsInTheRecordsOwnHeadersAndTheEventIsReadBackWithoutIt() {
    Event event =
        new Event(
            "1",
            "s",
            "t",
            "v",
            LOGGED,
            LOGGED,
            List.of(),
            Map.of("traceparent", "the vendor's own"),
            DETAIL);
    String parent = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    List<EventHeader> headers =
        EventCodec.encode(event, TraceContext.parse(List.of(parent), List.of("rojo=1")));

    assertThat(texts(headers).subList(8, headers.size()))
        .containsExactly(
            "ce_traceparent=the vendor's own", "traceparent=" + parent, "tracestate=rojo=1");
    assertThat(EventCodec.decode(headers, DETAIL, LOGGED)).isEqualTo(new Decoded.Accepted(event));
  }

  @Test
  void aRecordOfAnotherWriterHasDefaults() {
    Decoded decoded = EventCodec.decode(foreign(), DETAIL, LOGGED);

    assertThat(decoded)
        .isEqualTo(
            new Decoded.Accepted(
                new Event(
                    "1", "/sensors", "t", "unknown", LOGGED, LOGGED, List.of(), Map.of(), DETAIL)));
  }

  @Test
  void headersOfOthersAreLeftAlone() {
    List<EventHeader> headers = foreign();
    headers.add(header("traceparent", "00-x"));
    headers.add(header("traceparent", "00-y"));
    headers.add(header("ce_subject", "s"));
    headers.add(header("ce_Not-An-Extension", "x"));

    assertThat(EventCodec.decode(headers, DETAIL, LOGGED))
        .isEqualTo(
            new Decoded.Accepted(
                new Event(
                    "1",
                    "/sensors",
                    "t",
                    "unknown",
                    LOGGED,
                    LOGGED,
                    List.of(),
                    Map.of("subject", "s"),
                    DETAIL)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/json",
        "Application/JSON; charset=UTF-8",
        "text/json",
        "application/vnd.match+json"
      })
  void jsonContentTypesAreRead(String contentType) {
    List<EventHeader> headers = foreign();
    headers.add(header("content-type", contentType));

    assertThat(EventCodec.decode(headers, DETAIL, LOGGED)).isInstanceOf(Decoded.Accepted.class);
  }

  @ParameterizedTest
  @MethodSource("faults")
  void aFaultyRecordIsRejected(EventHeader instead, Reason reason, String message) {
    List<EventHeader> headers = foreign();
    headers.removeIf(header -> header.name().equals(instead.name()));
    headers.add(instead);

    assertThat(EventCodec.decode(headers, DETAIL, LOGGED))
        .isEqualTo(new Decoded.Rejected(DeadLetter.of(reason, message)));
  }

  static Stream<Arguments> faults() {
    return Stream.of(
        fault("ce_id", "", "the header ce_id is empty"),
        fault("ce_specversion", "0.3", "ce_specversion is '0.3', which is not 1.0"),
        fault("ce_time", "yesterday", "ce_time is 'yesterday', which is not an RFC 3339 time"),
        fault("ce_receivedtime", "0", "ce_receivedtime is '0', which is not an RFC 3339 time"),
        fault("ce_resources", "[1]", "ce_resources is '[1]', which is not a JSON array of strings"),
        fault("ce_resources", "[", "ce_resources is '[', which is not a JSON array of strings"),
        arguments(
            new EventHeader("ce_type", new byte[] {(byte) 0xff}),
            Reason.INVALID_ATTRIBUTES,
            "the header ce_type is not UTF-8"),
        arguments(
            new EventHeader("ce_source", null),
            Reason.INVALID_ATTRIBUTES,
            "the header ce_source has no value"),
        arguments(
            header("content-type", "application/avro"),
            Reason.NOT_JSON,
            "the content type is 'application/avro', which is not JSON"),
        arguments(
            header("content-type", "application/cloudevents+json; charset=utf-8"),
            Reason.NOT_JSON,
            "the record is in CloudEvents structured mode (application/cloudevents+json);"
                + " binary mode is read"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"ce_specversion", "ce_id", "ce_source", "ce_type"})
  void aMissingAttributeIsNamed(String name) {
    List<EventHeader> headers = foreign();
    headers.removeIf(header -> header.name().equals(name));

    assertThat(EventCodec.decode(headers, DETAIL, LOGGED))
        .isEqualTo(
            new Decoded.Rejected(
                DeadLetter.of(Reason.INVALID_ATTRIBUTES, "the header " + name + " is missing")));
  }

  @Test
  void anAttributeIsThereOnce() {
    List<EventHeader> headers = foreign();
    headers.add(header("ce_id", "2"));

    assertThat(EventCodec.decode(headers, DETAIL, LOGGED))
        .isEqualTo(
            new Decoded.Rejected(
                DeadLetter.of(Reason.INVALID_ATTRIBUTES, "the header ce_id is there twice")));
  }

  @Test
  void aRecordWithoutValueIsRejected() {
    assertThat(EventCodec.decode(foreign(), null, LOGGED))
        .isEqualTo(new Decoded.Rejected(DeadLetter.of(Reason.NOT_JSON, "the record has no value")));
  }

  @Test
  void theKeyIsThePartitionKeyElseTheDedupKey() {
    Event plain = event(Map.of());
    Event ordered = event(Map.of("partitionkey", "match-7"));

    assertThat(EventCodec.key(plain)).asString(UTF_8).isEqualTo("2:vv3:sssid");
    assertThat(EventCodec.key(ordered)).asString(UTF_8).isEqualTo("match-7");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "vendor", "id", "Upper", "with-dash", "ü"})
  void anExtensionNameIsChecked(String name) {
    assertThat(EventCodec.isExtensionName(name)).isFalse();
    assertThatThrownBy(() -> EventCodec.encode(event(Map.of(name, "x"))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("'" + name + "' is not a name for an extension");
  }

  private static Event event(Map<String, String> extensions) {
    return new Event("id", "sss", "t", "vv", LOGGED, LOGGED, List.of(), extensions, DETAIL);
  }

  private static Arguments fault(String name, String value, String message) {
    return arguments(header(name, value), Reason.INVALID_ATTRIBUTES, message);
  }

  private static List<EventHeader> foreign() {
    return new ArrayList<>(
        List.of(
            header("ce_specversion", "1.0"),
            header("ce_id", "1"),
            header("ce_source", "/sensors"),
            header("ce_type", "t")));
  }

  private static EventHeader header(String name, String value) {
    return new EventHeader(name, value.getBytes(UTF_8));
  }

  private static List<String> texts(List<EventHeader> headers) {
    return headers.stream()
        .map(header -> header.name() + "=" + new String(header.value(), StandardCharsets.UTF_8))
        .toList();
  }
}
