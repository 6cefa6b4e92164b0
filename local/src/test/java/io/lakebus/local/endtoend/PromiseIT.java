// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.endtoend;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;

/** What vendors and analysts are promised, through every real component. */
class PromiseIT {

  @RegisterExtension static final RunningStack STACK = new RunningStack();

  private static String score(String id, String detail) {
    return "{\"id\":\"" + id + "\",\"detail-type\":\"match.score\",\"detail\":" + detail + "}";
  }

  @Test
  void anEventSentFiveTimesIsOneRowInEachOfItsTables() throws Exception {
    List<Integer> answers = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      answers.add(STACK.post("/v1/events", score("five-times", "{\"minute\":7}")).statusCode());
    }
    STACK.post("/v1/events", score("after-five-times", "{\"minute\":8}"));

    assertThat(answers).containsOnly(202).hasSize(5);
    for (String table : List.of("cat1", "tble_all_data", "events")) {
      String query = "SELECT _event_id FROM " + table + " WHERE _event_id LIKE '%five-times'";
      assertThat(STACK.queryUntil(2, query))
          .as(table)
          .containsExactlyInAnyOrder("five-times", "after-five-times");
    }
  }

  @Test
  void anIdWithOtherContentIsInQuarantineAndSaysSo() throws Exception {
    STACK.post("/v1/events", score("reused", "{\"minute\":1}"));
    STACK.post("/v1/events", score("reused", "{\"minute\":2}"));

    assertThat(STACK.queryUntil(1, "SELECT stage, code FROM quarantine WHERE _event_id = 'reused'"))
        .containsExactly("dedup|id-reused");
    assertThat(STACK.query("SELECT minute FROM cat1 WHERE _event_id = 'reused'"))
        .containsExactly("1");
  }

  @Test
  void aNewNestedFieldIsAColumnAndItsRowIsThere() throws Exception {
    STACK.post("/v1/events", score("nested-1", "{\"weather\":{\"celsius\":21.5}}"));
    STACK.queryUntil(1, "SELECT weather.celsius FROM cat1 WHERE _event_id = 'nested-1'");
    STACK.post(
        "/v1/events",
        score("nested-2", "{\"weather\":{\"celsius\":3.5,\"wind\":{\"from\":\"N\"}}}"));

    assertThat(
            STACK.queryUntil(
                2,
                "SELECT weather.celsius, weather.wind.\"from\" FROM cat1"
                    + " WHERE _event_id IN ('nested-1', 'nested-2')"))
        .containsExactlyInAnyOrder("21.5|null", "3.5|N");
  }

  @Test
  void aStringWhereANumberWasIsRescued() throws Exception {
    STACK.post("/v1/events", score("number", "{\"shots\":4}"));
    STACK.queryUntil(1, "SELECT shots FROM cat1 WHERE _event_id = 'number'");
    STACK.post("/v1/events", score("text", "{\"shots\":\"many\"}"));

    assertThat(
            STACK.queryUntil(
                2,
                "SELECT shots, _rescued FROM cat1 WHERE _event_id IN ('number', 'text')"
                    + " AND (shots IS NOT NULL OR _rescued IS NOT NULL)"))
        .containsExactlyInAnyOrder("4|null", "null|{\"/shots\":\"many\"}");
  }

  @Test
  void whatTheGatewayRefusesIsInNoTable() throws Exception {
    HttpResponse<String> refused =
        STACK.post("/v1/events", "[" + score("half-1", "{\"a\":1}") + ",{\"id\":\"half-2\"");
    STACK.post("/v1/events", score("after-half", "{\"minute\":1}"));

    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(STACK.queryUntil(1, "SELECT _event_id FROM events WHERE _event_id LIKE '%half%'"))
        .containsExactly("after-half");
  }

  @Test
  void theFlinkWebUiShowsTheStages() throws Exception {
    String jobs = STACK.get(STACK.ports().flink(), "/jobs/overview").body();
    String id = jobs.replaceAll("(?s).*\"jid\":\"([0-9a-f]{32})\".*", "$1");
    String job = STACK.get(STACK.ports().flink(), "/jobs/" + id).body();

    assertThat(job).contains("decode", "dedup", "route", "write", "commit");
    assertThat(STACK.get(STACK.ports().flink(), "/").body()).contains("<title>");
    assertThat(STACK.get(STACK.ports().trino(), "/ui/").statusCode()).isEqualTo(200);
  }
}
