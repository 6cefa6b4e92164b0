// SPDX-License-Identifier: Apache-2.0
package io.lakebus.event;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class TraceContextTest {

  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
  private static final String SPAN = "00f067aa0ba902b7";
  private static final String PARENT = "00-" + TRACE + "-" + SPAN + "-01";

  @Test
  void aValidContextIsCarriedAsItCame() {
    for (String parent :
        List.of(PARENT, PARENT.replace("-01", "-00"), PARENT.replace("-01", "-ff"))) {
      TraceContext context =
          TraceContext.parse(List.of(parent), List.of("rojo=00f067aa0ba902b7,congo=t61rcWkgMzE"))
              .orElseThrow();

      assertThat(context.parent()).isEqualTo(parent);
      assertThat(context.traceId()).isEqualTo(TRACE);
      assertThat(context.state()).contains("rojo=00f067aa0ba902b7,congo=t61rcWkgMzE");
    }
  }

  @Test
  void aStateIsNotNeeded() {
    assertThat(TraceContext.parse(List.of(PARENT), List.of()).orElseThrow().state()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "00",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-0",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-011",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-more",
        "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00F067AA0BA902B7-01",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-0A",
        "00-4bf92f3577b34da6a3ce929d0e0e473g-00f067aa0ba902b7-01",
        "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
        "00_4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
        "00-4bf92f3577b34da6a3ce929d0e0e4736_00f067aa0ba902b7-01",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7_01",
        "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
        "cc-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01more",
        "0-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-011",
      })
  void whatIsNotValidIsIgnored(String parent) {
    assertThat(TraceContext.parse(List.of(parent), List.of("rojo=1"))).isEmpty();
  }

  @Test
  void noneAndSeveralAreNone() {
    assertThat(TraceContext.parse(List.of(), List.of("rojo=1"))).isEmpty();
    assertThat(TraceContext.parse(List.of(PARENT, PARENT), List.of())).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"01, 01", "00, 00", "03, 01", "fe, 00", "ff, 01"})
  void ofALaterVersionItIsWhatVersion00Knows(String flags, String carried) {
    String rest = "-" + TRACE + "-" + SPAN + "-";

    for (String text : List.of("cc" + rest + flags, "01" + rest + flags + "-what-comes")) {
      assertThat(TraceContext.parse(List.of(text), List.of()).map(TraceContext::parent))
          .as(text)
          .contains("00" + rest + carried);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          rojo=1 | rojo=1
          rojo=1 , ,congo=a b,, | rojo=1,congo=a b
          a-b_c*d/e=!~ | a-b_c*d/e=!~
          0tenant@system=1 | 0tenant@system=1
          """)
  void aStateIsAListOfMembers(String value, String carried) {
    assertThat(state(value)).contains(carried);
  }

  @Test
  void severalHeadersAreOneState() {
    assertThat(state("rojo=1", "congo=2")).contains("rojo=1,congo=2");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "rojo",
        "rojo=",
        "=1",
        "Rojo=1",
        "0rojo=1",
        "rojo=1,rojo=2",
        "rojo=1=2",
        "a b=1",
        "tenant@0system=1",
        "tenant@systemsystemsys=1",
        "@system=1",
        "rojo=é",
        "rojo=\u007f",
        ",",
      })
  void aStateThatIsNotValidIsLeftOutAndTheContextIsNot(String value) {
    Optional<TraceContext> context = TraceContext.parse(List.of(PARENT), List.of(value));

    assertThat(context.map(TraceContext::parent)).contains(PARENT);
    assertThat(context.orElseThrow().state()).isEmpty();
  }

  @Test
  void aKeyHas256CharactersAValueToo() {
    assertThat(shortState("k".repeat(256) + "=1")).isTrue();
    assertThat(shortState("k".repeat(257) + "=1")).isFalse();
    assertThat(shortState("k=" + "v".repeat(256))).isTrue();
    assertThat(shortState("k=" + "v".repeat(257))).isFalse();
  }

  private static boolean shortState(String member) {
    return state(member).isPresent();
  }

  @Test
  void aStateHas32Members() {
    assertThat(state(members(32))).contains(members(32));
    assertThat(state(members(33))).isEmpty();
  }

  private static String members(int count) {
    return IntStream.range(0, count).mapToObj(i -> "k" + i + "=1").collect(Collectors.joining(","));
  }

  @Test
  void ofALongStateLongMembersGoFirstAndThenTheLast() {
    String longMember = "long=" + "x".repeat(124); // 129 characters
    String fits = "fits=" + "x".repeat(123); // 128
    List<String> members = new ArrayList<>(List.of("a=" + "x".repeat(126), longMember, fits));
    members.add("b=" + "x".repeat(126));
    assertThat(state(String.join(",", members)))
        .as("515 characters")
        .contains(String.join(",", members.get(0), fits, members.get(3)));

    members.remove(longMember);
    members.add("c=" + "x".repeat(123)); // 512 with it
    assertThat(state(String.join(",", members))).contains(String.join(",", members));
    members.set(3, "c=" + "x".repeat(124));
    assertThat(state(String.join(",", members))).contains(String.join(",", members.subList(0, 3)));
  }

  private static Optional<String> state(String... values) {
    return TraceContext.parse(List.of(PARENT), List.of(values)).orElseThrow().state();
  }
}
