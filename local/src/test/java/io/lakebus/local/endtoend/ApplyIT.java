// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.endtoend;

import io.lakebus.local.stack.LocalStack;
import io.lakebus.local.stack.LocalStack.Outcome;
import io.lakebus.testing.Await;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** A definition that is changed while events are on their way. */
@ExtendWith(LocalStack.Shared.class)
class ApplyIT {

  private static final Pattern IN_FORCE =
      Pattern.compile("Version (\\d+) is in force in the gateway and in the job, after (\\S+) s");
  private static final Pattern JOB = Pattern.compile("\"jid\":\"([0-9a-f]{32})\"");

  /** How long it may take from the publication until gateway and job work by it. */
  private static final double LIMIT_SECONDS = 2;

  @TempDir private Path folder;
  private LocalStack stack;
  private String original;

  @BeforeEach
  void remember(LocalStack running) throws IOException {
    stack = running;
    original = Files.readString(stack.home().busDefinition());
  }

  @AfterEach
  void putBack() throws IOException {
    apply(original, "--yes");
  }

  private Outcome apply(String text, String... options) throws IOException {
    Path file = Files.writeString(folder.resolve("next.yaml"), text);
    return stack.run(
        Stream.concat(Stream.of("apply", file.toString()), Stream.of(options))
            .toArray(String[]::new));
  }

  /** Applies a definition; returns the version that it has then. */
  private int inForce(String text) throws IOException {
    Outcome applied = apply(text, "--yes");
    assertThat(applied.exitCode()).as(applied.out() + applied.err()).isZero();
    Matcher said = IN_FORCE.matcher(applied.out());
    assertThat(said.find()).as(applied.out()).isTrue();
    assertThat(Double.parseDouble(said.group(2))).isLessThan(LIMIT_SECONDS);
    return Integer.parseInt(said.group(1));
  }

  /** The original with one more rule. */
  private String withRuleTo(String table) {
    return original.replace(
        "\nrules:\n",
        "\nrules:\n  live: { pattern: { \"detail-type\": [live.tick] }, table: %s }\n"
            .formatted(table));
  }

  /** The job's id, and how often Flink has restarted it. */
  private String job() throws Exception {
    Matcher job = JOB.matcher(stack.get(stack.ports().flink(), "/jobs/overview").body());
    assertThat(job.find()).isTrue();
    String path = "/jobs/" + job.group(1);
    String restarts = "[]"; // until Flink has fetched it
    while (restarts.equals("[]")) {
      restarts = stack.get(stack.ports().flink(), path + "/metrics?get=numRestarts").body();
    }
    return path + restarts;
  }

  @Test
  void underLoadEachEventIsRoutedByTheVersionThatItsRowsCarry() throws Exception {
    int before = inForce(withRuleTo("live_before"));
    String job = job();
    int after;
    List<String> sent;
    try (Ticks ticks = new Ticks(stack)) {
      ticks.awaitMore(200);
      after = inForce(withRuleTo("live_after"));
      ticks.awaitMore(200);
      sent = ticks.stop();
    }

    stack.queryUntil(sent.size(), "SELECT _event_id FROM events WHERE _type = 'live.tick'");
    List<String> routed =
        stack.query(
            "SELECT _event_id, 'live_before', _bus_version FROM live_before UNION ALL"
                + " SELECT _event_id, 'live_after', _bus_version FROM live_after");
    List<String> archived =
        stack.query("SELECT _event_id, _bus_version FROM events WHERE _type = 'live.tick'");

    assertThat(routed.stream().map(ApplyIT::id)).containsExactlyInAnyOrderElementsOf(sent);
    assertThat(archived.stream().map(ApplyIT::id)).containsExactlyInAnyOrderElementsOf(sent);
    assertThat(routed)
        .allMatch(
            row -> row.endsWith("|live_before|" + before) || row.endsWith("|live_after|" + after))
        .anyMatch(row -> row.endsWith("|live_before|" + before))
        .anyMatch(row -> row.endsWith("|live_after|" + after));
    assertThat(routed.stream().map(row -> row.replaceAll("\\|live_\\w+\\|", "|")))
        .as("the archive says the same version")
        .containsExactlyInAnyOrderElementsOf(archived);
    assertThat(job()).isEqualTo(job);
    assertThat(Files.readString(stack.home().busDefinition())).isEqualTo(withRuleTo("live_after"));
  }

  private static String id(String row) {
    return row.substring(0, row.indexOf('|'));
  }

  @Test
  void whatIsWrongOrShownOnlyOrTheSameChangesNothing() throws Exception {
    int version = inForce(withRuleTo("live_shown"));
    String text = Files.readString(stack.home().busDefinition());

    Outcome wrong = apply("bus: sports\nrulez: {}\nvendros: {}\n", "--yes");
    assertThat(wrong.exitCode()).isEqualTo(1);
    assertThat(wrong.err()).contains("next.yaml:2: rulez: ", "next.yaml:3: vendros: ");

    Outcome other = apply("bus: opera\n", "--yes");
    assertThat(other.exitCode()).isEqualTo(1);
    assertThat(other.err()).contains("this stack runs the bus 'sports'");

    Outcome shown = apply(withRuleTo("live_elsewhere"), "--dry-run");
    assertThat(shown.exitCode()).as(shown.err()).isZero();
    assertThat(shown.out())
        .contains("~ live", "tables was sports.live_shown", "is  sports.live_elsewhere");
    assertThat(Files.readString(stack.home().busDefinition())).isEqualTo(text);

    Outcome same = apply(text + "# a remark\n", "--yes");
    assertThat(same.exitCode()).as(same.err()).isZero();
    assertThat(same.out())
        .isEqualTo("Nothing changes: version " + version + " does the same already.\n");
    assertThat(Files.readString(stack.home().busDefinition())).endsWith("# a remark\n");
  }

  @Test
  void anEditedFileIsPublishedByUpAndNothingIsStartedAgain() throws Exception {
    long gateway = stack.process("gateway").pid();
    String job = job();
    Files.writeString(stack.home().busDefinition(), withRuleTo("live_edited"));

    Outcome up = stack.run("up");

    assertThat(up.exitCode()).as(up.out() + up.err()).isZero();
    assertThat(up.out()).contains("of the bus is published");
    assertThat(stack.process("gateway").pid()).isEqualTo(gateway);
    assertThat(job()).isEqualTo(job);
    stack.post("/v1/events", "{\"detail-type\":\"live.tick\",\"detail\":{}}");
    assertThat(stack.queryUntil(1, "SELECT _type FROM live_edited")).containsExactly("live.tick");
  }

  /** A vendor that sends one event after the other. */
  private static final class Ticks implements AutoCloseable {

    private final LocalStack stack;
    private final List<String> sent = Collections.synchronizedList(new ArrayList<>());
    private final Thread sender;
    private volatile boolean stopped;

    Ticks(LocalStack stack) {
      this.stack = stack;
      this.sender = Thread.ofPlatform().start(this::send);
    }

    private void send() {
      while (!stopped) {
        String id = "tick-" + sent.size();
        try {
          int status =
              stack
                  .post(
                      "/v1/events",
                      "{\"id\":\"" + id + "\",\"detail-type\":\"live.tick\",\"detail\":{}}")
                  .statusCode();
          if (status == 202) {
            sent.add(id);
          }
        } catch (IOException e) {
          // It is sent again.
        } catch (InterruptedException e) {
          return;
        }
      }
    }

    void awaitMore(int count) {
      int now = sent.size();
      Await.until(Duration.ofSeconds(60), () -> sent.size() >= now + count);
    }

    /** Ends; returns the ids that were accepted. */
    List<String> stop() throws InterruptedException {
      stopped = true;
      sender.join();
      return List.copyOf(sent);
    }

    @Override
    public void close() {
      stopped = true;
    }
  }
}
