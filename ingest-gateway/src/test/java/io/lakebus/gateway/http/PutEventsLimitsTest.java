// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway.http;

import io.lakebus.gateway.TestGateway;
import io.lakebus.gateway.TestGateway.Answer;
import io.lakebus.gateway.aws.TestSigner;
import io.lakebus.gateway.log.InMemoryEventLog;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class PutEventsLimitsTest {

  private static final String ENTRY =
      "\"Source\":\"statsfeed\",\"DetailType\":\"match.score\",\"Detail\":\"{}\"";

  private static final InMemoryEventLog LOG = new InMemoryEventLog();
  @AutoClose private static final TestGateway gateway = TestGateway.start(LOG);

  private final int before = LOG.records().size();

  @ParameterizedTest
  @CsvSource({"64, 0", "65, 1"})
  void aDetailHasAtMost64Levels(int depth, int failed) {
    String detail = "{\\\"a\\\":".repeat(depth - 1) + "{}" + "}".repeat(depth - 1);

    assertThat(put(entry("\"Detail\":\"" + detail + "\"")).body())
        .startsWith("{\"FailedEntryCount\":" + failed + ",");
  }

  @ParameterizedTest
  @CsvSource({"Source, 256", "DetailType, 128"})
  void aNameHasALongestLength(String field, int length) {
    String longest = "statsfeed." + "é".repeat(length - 10);

    String others = field.equals("Source") ? "DetailType" : "Source";
    String entry = "\"Detail\":\"{}\",\"" + others + "\":\"statsfeed\",\"" + field + "\":\"";
    assertThat(put("{\"Entries\":[{" + entry + longest + "\"}]}").body())
        .startsWith("{\"FailedEntryCount\":0,");
    assertThat(put("{\"Entries\":[{" + entry + longest + "x\"}]}").body())
        .isEqualTo(
            "{\"FailedEntryCount\":1,\"Entries\":[{\"ErrorCode\":\"InvalidArgument\","
                + "\"ErrorMessage\":\""
                + field
                + " is longer than "
                + length
                + " characters\"}]}");
  }

  @ParameterizedTest
  @CsvSource({"9, 200", "10, 200", "11, 400"})
  void aCallHasAtMostTenEntries(int count, int status) {
    Answer answer =
        put("{\"Entries\":[" + ("{" + ENTRY + "},").repeat(count - 1) + "{" + ENTRY + "}]}");

    assertThat(answer.status()).isEqualTo(status);
    assertThat(LOG.records()).hasSize(before + (status == 200 ? count : 0));
    if (status == 400) {
      assertThat(answer.body())
          .isEqualTo(
              "{\"__type\":\"ValidationException\",\"message\":"
                  + "\"Entries has more than 10 elements, which is the most\"}");
    }
  }

  /** The size is that of Time, 14, and of the UTF-8 of Source, DetailType, Detail, Resources. */
  @ParameterizedTest
  @CsvSource({"1048575, 200", "1048576, 200", "1048577, 400"})
  void theEntriesHaveAtMostOneMebibyteInAll(int size, int status) {
    String first = "{\"Source\":\"statsfeed\",\"DetailType\":\"t\",\"Detail\":\"{}\"},";
    String second =
        "{\"Time\":1,\"Source\":\"statsfeed\",\"DetailType\":\"é\",\"Resources\":[\"arn\"],\"Detail\":\"";
    String padding = " ".repeat(size - 9 - 1 - 2 - 14 - 9 - 2 - 3 - 2);

    Answer answer = put("{\"Entries\":[" + first + second + "{" + padding + "}\"}]}");

    assertThat(answer.status()).as(answer.body()).isEqualTo(status);
    assertThat(LOG.records()).hasSize(before + (status == 200 ? 2 : 0));
    if (status == 400) {
      assertThat(answer.body())
          .isEqualTo(
              "{\"__type\":\"ValidationException\",\"message\":\"the entries have 1048577 bytes in"
                  + " all; 1048576 is the most\"}");
    }
  }

  private static String entry(String fields) {
    return "{\"Entries\":[{\"Source\":\"statsfeed\",\"DetailType\":\"t\"," + fields + "}]}";
  }

  private static Answer put(String body) {
    return TestSigner.events("PutEvents").post(gateway, body);
  }
}
