// SPDX-License-Identifier: Apache-2.0
package io.lakebus.event;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The place in a distributed trace that a call came from. Lakebus takes no part in traces, so it
 * carries the context on as it came; what is not valid is not carried, as the recommendation says.
 *
 * @see <a href="https://www.w3.org/TR/trace-context-1/">W3C Trace Context, level 1</a>
 */
public final class TraceContext {

  /** The header with the ids, in HTTP and in the log. */
  public static final String PARENT = "traceparent";

  /** The header with what each tracing system adds, in HTTP and in the log. */
  public static final String STATE = "tracestate";

  /** Of version 00: {@code 00-<32 hex digits>-<16 hex digits>-<2 hex digits>}. */
  private static final int LENGTH = 55;

  private static final int TRACE_ID = 3;
  private static final int PARENT_ID = 36;
  private static final int FLAGS = 53;

  private static final int MAX_MEMBERS = 32;

  /** As much of the state as everybody is to carry; more is in the way of small events. */
  private static final int MAX_STATE_LENGTH = 512;

  /** Members longer than this are the first to go where there is too much. */
  private static final int LONG_MEMBER = 128;

  private static final Pattern MEMBER =
      Pattern.compile(
          "([a-z][a-z0-9_*/-]{0,255}|[a-z0-9][a-z0-9_*/-]{0,240}@[a-z][a-z0-9_*/-]{0,13})"
              + "=[ -+\\--<>-~]{0,255}[!-+\\--<>-~]");

  private final String parent;
  private final Optional<String> state;
  private final List<EventHeader> headers;

  private TraceContext(String parent, Optional<String> state) {
    this.parent = parent;
    this.state = state;
    List<EventHeader> list = new ArrayList<>(2);
    list.add(header(PARENT, parent));
    state.ifPresent(text -> list.add(header(STATE, text)));
    this.headers = List.copyOf(list);
  }

  private static EventHeader header(String name, String value) {
    return new EventHeader(name, value.getBytes(StandardCharsets.US_ASCII));
  }

  /**
   * The context that a request's headers carry; empty if there is none that is valid. A state that
   * is not valid is left out.
   *
   * @param parents the values of the headers {@code traceparent}
   * @param states the values of the headers {@code tracestate}
   */
  public static Optional<TraceContext> parse(List<String> parents, List<String> states) {
    if (parents.size() != 1) {
      return Optional.empty();
    }
    return parent(parents.getFirst()).map(parent -> new TraceContext(parent, state(states)));
  }

  /** Of a later version what version 00 knows of it, as version 00. */
  private static Optional<String> parent(String text) {
    if (!hasForm(text)
        || text.startsWith("ff")
        || isZero(text, TRACE_ID, PARENT_ID - 1)
        || isZero(text, PARENT_ID, FLAGS - 1)) {
      return Optional.empty();
    }
    if (text.startsWith("00")) {
      return text.length() == LENGTH ? Optional.of(text) : Optional.empty();
    }
    if (text.length() > LENGTH && text.charAt(LENGTH) != '-') {
      return Optional.empty();
    }
    boolean sampled = Character.digit(text.charAt(LENGTH - 1), 16) % 2 == 1;
    return Optional.of("00" + text.substring(2, FLAGS) + (sampled ? "01" : "00"));
  }

  private static boolean hasForm(String text) {
    if (text.length() < LENGTH) {
      return false;
    }
    for (int at = 0; at < LENGTH; at++) {
      char character = text.charAt(at);
      boolean dash = at == TRACE_ID - 1 || at == PARENT_ID - 1 || at == FLAGS - 1;
      boolean hex =
          (character >= '0' && character <= '9') || (character >= 'a' && character <= 'f');
      if (dash ? character != '-' : !hex) {
        return false;
      }
    }
    return true;
  }

  private static boolean isZero(String text, int start, int end) {
    return text.substring(start, end).chars().allMatch(character -> character == '0');
  }

  private static Optional<String> state(List<String> values) {
    List<String> members = new ArrayList<>();
    Set<String> keys = new HashSet<>();
    for (String text : String.join(",", values).split(",", -1)) {
      String member = text.strip();
      if (member.isEmpty()) {
        continue; // is allowed, and says nothing
      }
      if (!MEMBER.matcher(member).matches()
          || !keys.add(member.substring(0, member.indexOf('=')))
          || members.size() == MAX_MEMBERS) {
        return Optional.empty();
      }
      members.add(member);
    }
    return shorten(members);
  }

  /** Whole members only: first long ones go, then those at the end, which are the oldest. */
  private static Optional<String> shorten(List<String> members) {
    if (length(members) > MAX_STATE_LENGTH) {
      members.removeIf(member -> member.length() > LONG_MEMBER);
    }
    while (length(members) > MAX_STATE_LENGTH) {
      members.removeLast();
    }
    return members.isEmpty() ? Optional.empty() : Optional.of(String.join(",", members));
  }

  private static int length(List<String> members) {
    return members.stream().mapToInt(String::length).sum() + Math.max(0, members.size() - 1);
  }

  /** The trace's id, 32 hex digits. */
  public String traceId() {
    return parent.substring(TRACE_ID, PARENT_ID - 1);
  }

  /** The value of {@code traceparent}. */
  public String parent() {
    return parent;
  }

  /** The value of {@code tracestate}; empty if there is none. */
  public Optional<String> state() {
    return state;
  }

  /** The context as headers of a record, made once for all records of a call. */
  List<EventHeader> headers() {
    return headers;
  }
}
