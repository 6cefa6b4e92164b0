// SPDX-License-Identifier: Apache-2.0
package io.lakebus.client.delivery;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A gateway in memory that answers by a script, and then accepts everything. Thread-safe. */
public final class ScriptedGateway implements Gateway {

  private static final Pattern ID = Pattern.compile("\"id\":\"([^\"]*)\"");

  private final Deque<Step> script = new ArrayDeque<>();
  private final List<String> requests = new ArrayList<>();

  /** What the gateway does with one request, given the ids of its events. */
  public interface Step {
    Reply answer(List<String> ids) throws IOException, InterruptedException;
  }

  /** What it does with the next request for which there is no step yet. */
  public synchronized void then(Step step) {
    script.add(step);
  }

  /** The next request is answered so. */
  public void then(Reply reply) {
    then(ids -> reply);
  }

  @Override
  public Reply post(byte[] events) throws IOException, InterruptedException {
    String body = new String(events, StandardCharsets.UTF_8);
    Step step = next(body);
    return step.answer(ids(body));
  }

  private synchronized Step next(String body) {
    requests.add(body);
    return script.isEmpty() ? ScriptedGateway::accepted : script.remove();
  }

  /** The bodies of all requests so far. */
  public synchronized List<String> requests() {
    return List.copyOf(requests);
  }

  /** The ids of the events of each request so far, with blanks between. */
  public synchronized List<String> requestedIds() {
    return requests.stream().map(body -> String.join(" ", ids(body))).toList();
  }

  /** All are accepted. */
  public static Reply accepted(List<String> ids) {
    return reply(
        202,
        "{\"accepted\":"
            + ids.size()
            + ",\"events\":["
            + ids.stream()
                .map(id -> "{\"id\":\"" + id + "\",\"status\":\"accepted\"}")
                .collect(Collectors.joining(","))
            + "]}");
  }

  /** The first is accepted, the others have this problem. */
  public static Reply firstAccepted(List<String> ids, int status, String code) {
    String failed =
        "{\"status\":\"failed\",\"problem\":{\"status\":"
            + status
            + ",\"code\":\""
            + code
            + "\",\"detail\":\"d\"}}";
    return reply(
        207,
        "{\"accepted\":1,\"events\":[{\"status\":\"accepted\"},"
            + String.join(",", Collections.nCopies(ids.size() - 1, failed))
            + "]}");
  }

  /** The request has this problem. */
  public static Reply problem(int status, String code) {
    return reply(status, "{\"status\":" + status + ",\"code\":\"" + code + "\",\"detail\":\"d\"}");
  }

  /** The request has this problem, and asks for a wait. */
  public static Reply problem(int status, String code, Duration retryAfter) {
    return new Reply(status, Optional.of(retryAfter), problem(status, code).body());
  }

  /** An answer without more to it. */
  public static Reply reply(int status, String body) {
    return new Reply(status, Optional.empty(), body.getBytes(StandardCharsets.UTF_8));
  }

  private static List<String> ids(String body) {
    return ID.matcher(body).results().map((MatchResult found) -> found.group(1)).toList();
  }
}
