// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.endtoend;

import io.lakebus.local.stack.LocalStack;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;

/** What vendors and analysts are promised, through every real component. */
@ExtendWith(LocalStack.Shared.class)
class PromiseIT {

  private static String score(String id, String detail) {
    return "{\"id\":\"" + id + "\",\"detail-type\":\"match.score\",\"detail\":" + detail + "}";
  }

  @Test
  void anEventSentFiveTimesIsOneRowInEachOfItsTables(LocalStack stack) throws Exception {
    List<Integer> answers = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      answers.add(stack.post("/v1/events", score("five-times", "{\"minute\":7}")).statusCode());
    }
    stack.post("/v1/events", score("after-five-times", "{\"minute\":8}"));

    assertThat(answers).containsOnly(202).hasSize(5);
    for (String table : List.of("cat1", "tble_all_data", "events")) {
      String query = "SELECT _event_id FROM " + table + " WHERE _event_id LIKE '%five-times'";
      assertThat(stack.queryUntil(2, query))
          .as(table)
          .containsExactlyInAnyOrder("five-times", "after-five-times");
    }
  }

  @Test
  void anIdWithOtherContentIsInQuarantineAndSaysSo(LocalStack stack) throws Exception {
    stack.post("/v1/events", score("reused", "{\"minute\":1}"));
    stack.post("/v1/events", score("reused", "{\"minute\":2}"));

    assertThat(stack.queryUntil(1, "SELECT stage, code FROM quarantine WHERE _event_id = 'reused'"))
        .containsExactly("dedup|id-reused");
    assertThat(stack.query("SELECT minute FROM cat1 WHERE _event_id = 'reused'"))
        .containsExactly("1");
  }

  @Test
  void aNewNestedFieldIsAColumnAndItsRowIsThere(LocalStack stack) throws Exception {
    stack.post("/v1/events", score("nested-1", "{\"weather\":{\"celsius\":21.5}}"));
    stack.queryUntil(1, "SELECT weather.celsius FROM cat1 WHERE _event_id = 'nested-1'");
    stack.post(
        "/v1/events",
        score("nested-2", "{\"weather\":{\"celsius\":3.5,\"wind\":{\"from\":\"N\"}}}"));

    assertThat(
            stack.queryUntil(
                2,
                "SELECT weather.celsius, weather.wind.\"from\" FROM cat1"
                    + " WHERE _event_id IN ('nested-1', 'nested-2')"))
        .containsExactlyInAnyOrder("21.5|null", "3.5|N");
  }

  @Test
  void aStringWhereANumberWasIsRescued(LocalStack stack) throws Exception {
    stack.post("/v1/events", score("number", "{\"shots\":4}"));
    stack.queryUntil(1, "SELECT shots FROM cat1 WHERE _event_id = 'number'");
    stack.post("/v1/events", score("text", "{\"shots\":\"many\"}"));

    assertThat(
            stack.queryUntil(
                2,
                "SELECT shots, _rescued FROM cat1 WHERE _event_id IN ('number', 'text')"
                    + " AND (shots IS NOT NULL OR _rescued IS NOT NULL)"))
        .containsExactlyInAnyOrder("4|null", "null|{\"/shots\":\"many\"}");
  }

  @Test
  void whatTheGatewayRefusesIsInNoTable(LocalStack stack) throws Exception {
    HttpResponse<String> refused =
        stack.post("/v1/events", "[" + score("half-1", "{\"a\":1}") + ",{\"id\":\"half-2\"");
    stack.post("/v1/events", score("after-half", "{\"minute\":1}"));

    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(stack.queryUntil(1, "SELECT _event_id FROM events WHERE _event_id LIKE '%half%'"))
        .containsExactly("after-half");
  }

  @Test
  void theFlinkWebUiShowsTheStages(LocalStack stack) throws Exception {
    String jobs = stack.get(stack.ports().flink(), "/jobs/overview").body();
    String id = jobs.replaceAll("(?s).*\"jid\":\"([0-9a-f]{32})\".*", "$1");
    String job = stack.get(stack.ports().flink(), "/jobs/" + id).body();

    assertThat(job).contains("decode", "dedup", "route", "write", "commit");
    assertThat(stack.get(stack.ports().flink(), "/").body()).contains("<title>");
    assertThat(stack.get(stack.ports().trino(), "/ui/").statusCode()).isEqualTo(200);
  }
}
