// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.endtoend;

import io.lakebus.local.stack.LocalStack;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(LocalStack.Shared.class)
class DemoIT {

  @Test
  void theSampleIsInItsTablesToTheRow(LocalStack stack) throws Exception {
    LocalStack.Outcome demo = stack.run("demo");

    assertThat(demo.out()).contains("every accepted event is in each of its tables exactly once");
    assertThat(demo.exitCode()).isZero();
    List<String> types = sampleTypes();
    long matches = types.stream().filter(type -> type.startsWith("match.")).count();
    long tickets = types.stream().filter(type -> type.startsWith("ticket.")).count();
    String ofTheSample =
        " WHERE regexp_like(_event_id, '^m[0-9]+-(scheduled|score|result)|^o[0-9]+-(sold|refunded)')";
    assertThat(types).hasSize(10_000);
    assertThat(
            List.of(
                count(stack, "cat1", ofTheSample),
                count(stack, "cat2", ""),
                count(stack, "tble_all_data", ofTheSample),
                count(stack, "events", ofTheSample)))
        .containsExactly(matches, tickets, matches + tickets, matches + tickets);
  }

  @Test
  void aQueryThatFailsIsOneLine(LocalStack stack) {
    LocalStack.Outcome outcome =
        stack.run("sql", "SELECT no_such_column FROM system.runtime.nodes");

    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.err().lines()).hasSize(1).first().asString().contains("no_such_column");
  }

  private static long count(LocalStack stack, String table, String where) throws Exception {
    return Long.parseLong(stack.query("SELECT count(*) FROM " + table + where).getFirst());
  }

  private static List<String> sampleTypes() throws IOException {
    try (CSVParser sample =
        CSVFormat.DEFAULT
            .builder()
            .setHeader()
            .setSkipHeaderRecord(true)
            .get()
            .parse(
                Files.newBufferedReader(
                    LocalStack.project().resolve("sample/sport-events.csv"),
                    StandardCharsets.UTF_8))) {
      return sample.stream().map(line -> line.get("event_type")).toList();
    }
  }
}
