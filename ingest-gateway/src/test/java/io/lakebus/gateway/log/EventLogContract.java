// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway.log;

import io.lakebus.event.Event;
import io.lakebus.event.EventCodec;
import io.lakebus.event.EventHeader;
import io.lakebus.event.TraceContext;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What every log keeps to. */
abstract class EventLogContract {

  /** The log under test, available. */
  abstract EventLog log();

  /** What the log has, as an independent reader sees it. */
  abstract List<Stored> stored();

  /** The log's backing stops answering. */
  abstract void goDown();

  /** The backing answers again. */
  abstract void comeBack();

  /** Waits until the log says that it is available. */
  abstract void awaitAvailable();

  /** One record, its bytes as text so that two can be compared. */
  record Stored(String key, List<String> headers, String value) {

    static Stored of(byte[] key, List<EventHeader> headers, byte[] value) {
      return new Stored(
          text(key),
          headers.stream().map(header -> header.name() + "=" + text(header.value())).toList(),
          text(value));
    }

    static Stored of(Event event) {
      return of(event, Optional.empty());
    }

    static Stored of(Event event, Optional<TraceContext> trace) {
      return of(EventCodec.key(event), EventCodec.encode(event, trace), event.detail());
    }

    private static String text(byte[] bytes) {
      return new String(bytes, StandardCharsets.UTF_8);
    }
  }

  @Test
  void whatIsKeptIsInTheLogByteForByte() {
    List<Event> events = IntStream.range(0, 50).mapToObj(i -> event("kept-" + i)).toList();

    List<AppendResult> results = events.stream().map(log()::append).map(this::await).toList();

    assertThat(results).hasOnlyElementsOfType(AppendResult.Kept.class).doesNotHaveDuplicates();
    assertThat(stored())
        .containsExactlyInAnyOrderElementsOf(events.stream().map(Stored::of).toList());
  }

  @Test
  void theTraceOfAnEventIsInTheLogBesideIt() {
    Optional<TraceContext> trace =
        TraceContext.parse(
            List.of("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"), List.of("rojo=1"));

    AppendResult result = await(log().append(event("traced"), trace));

    assertThat(result).isInstanceOf(AppendResult.Kept.class);
    assertThat(stored()).contains(Stored.of(event("traced"), trace));
  }

  @Test
  void aLogThatIsDownKeepsNothingAndSaysSoInTime() {
    goDown();
    long start = System.nanoTime();

    AppendResult result = await(log().append(event("down")));

    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
    assertThat(result).isInstanceOfAny(AppendResult.NotKept.class, AppendResult.Unknown.class);
  }

  @Test
  void aLogThatComesBackTakesEventsAgain() {
    assertThat(await(log().append(event("before")))).isInstanceOf(AppendResult.Kept.class);
    goDown();
    await(log().append(event("meanwhile")));
    comeBack();
    awaitAvailable();

    AppendResult result = await(log().append(event("after")));

    assertThat(result).isInstanceOf(AppendResult.Kept.class);
    assertThat(stored())
        .contains(Stored.of(event("before")), Stored.of(event("after")))
        .doesNotHaveDuplicates();
  }

  @Test
  void closingWaitsForWhatWasAppended() {
    List<Event> events = IntStream.range(0, 200).mapToObj(i -> event("last-" + i)).toList();
    List<CompletableFuture<AppendResult>> results = events.stream().map(log()::append).toList();

    log().close();

    assertThat(results).allMatch(result -> result.isDone());
    assertThat(results.stream().map(result -> result.getNow(new AppendResult.Unknown("pending"))))
        .hasOnlyElementsOfType(AppendResult.Kept.class);
    assertThat(stored())
        .containsExactlyInAnyOrderElementsOf(events.stream().map(Stored::of).toList());
  }

  final AppendResult await(CompletableFuture<AppendResult> result) {
    return result.orTimeout(10, TimeUnit.SECONDS).join();
  }

  static Event event(String id) {
    return new Event(
        id,
        "source é",
        "type",
        "vendor",
        Instant.parse("2026-11-23T08:00:00Z"),
        Instant.parse("2026-11-23T08:00:01Z"),
        List.of("r"),
        Map.of(),
        ("{\"id\" : \"" + id + " 🎾\"}").getBytes(StandardCharsets.UTF_8));
  }
}
