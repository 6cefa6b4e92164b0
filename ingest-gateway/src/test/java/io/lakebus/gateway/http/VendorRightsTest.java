// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway.http;

import io.lakebus.bus.Limits;
import io.lakebus.bus.NamePattern;
import io.lakebus.bus.Vendor;
import io.lakebus.gateway.TestBus;
import io.lakebus.gateway.TestGateway;
import io.lakebus.gateway.TestGateway.Answer;
import io.lakebus.gateway.aws.TestSigner;
import io.lakebus.gateway.limit.TestLimits;
import io.lakebus.gateway.log.InMemoryEventLog;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** A vendor that may send certain types only, and one that may send nothing for now. */
class VendorRightsTest {

  private static final String NOT_ALLOWED =
      "{\"type\":\"urn:lakebus:problem:type-not-allowed\",\"title\":\"The type is not one that the"
          + " vendor may send\",\"status\":403,\"code\":\"type-not-allowed\",\"detail\":\"the"
          + " vendor statsfeed may not send this detail-type\"";

  private final InMemoryEventLog log = new InMemoryEventLog();
  private final List<TestGateway> gateways = new ArrayList<>();

  @AfterEach
  void stop() {
    gateways.forEach(TestGateway::close);
  }

  @Test
  void onlyTheVendorsTypesAreAccepted() {
    Answer answer =
        matchesOnly()
            .to("/v1/events")
            .post(
                """
                [{"id":"1","detail-type":"match.score","detail":{}},
                 {"id":"2","detail-type":"match","detail":{}},
                 {"id":"3","detail-type":"end","detail":{}}]
                """);

    assertThat(answer.status()).isEqualTo(207);
    assertThat(answer.body())
        .isEqualTo(
            "{\"accepted\":2,\"events\":[{\"id\":\"1\",\"status\":\"accepted\"},"
                + "{\"id\":\"2\",\"status\":\"failed\",\"problem\":"
                + NOT_ALLOWED
                + "}},{\"id\":\"3\",\"status\":\"accepted\"}]}");
    assertThat(log.records()).hasSize(2);
  }

  @Test
  void aTypeInThePathIsOneOfTheVendorsToo() {
    TestGateway gateway = matchesOnly();

    Answer refused = gateway.to("/v1/events/ticket.sold").post("{}");

    assertThat(gateway.to("/v1/events/match.score").post("{}").status()).isEqualTo(202);
    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.body()).isEqualTo(NOT_ALLOWED + ",\"instance\":\"urn:uuid:<uuid>\"}");
    assertThat(log.records()).hasSize(1);
  }

  @Test
  void awsSdksAreToldThatTheTypeIsNotTheVendorsEntryByEntry() {
    TestGateway gateway = matchesOnly();

    Answer entries =
        TestSigner.events("PutEvents")
            .with("amz-sdk-invocation-id", "call")
            .post(gateway, "{\"Entries\":[" + entry("match.score") + "," + entry("t") + "]}");
    Answer records =
        TestSigner.firehose("PutRecordBatch")
            .post(gateway, "{\"DeliveryStreamName\":\"t\",\"Records\":[{\"Data\":\"e30=\"}]}");

    assertThat(entries.status()).isEqualTo(200);
    assertThat(entries.body())
        .isEqualTo(
            "{\"FailedEntryCount\":1,\"Entries\":[{\"EventId\":\"call-0\"},"
                + "{\"ErrorCode\":\"NotAuthorizedForDetailTypeException\","
                + "\"ErrorMessage\":\"the vendor statsfeed may not send this detail-type\"}]}");
    assertThat(records.status()).isEqualTo(200);
    assertThat(records.body())
        .isEqualTo(
            "{\"FailedPutCount\":1,\"Encrypted\":false,\"RequestResponses\":["
                + "{\"ErrorCode\":\"AccessDeniedException\","
                + "\"ErrorMessage\":\"the vendor statsfeed may not send this detail-type\"}]}");
  }

  @Test
  void aSuspendedVendorIsRefusedWhateverItSends() {
    TestGateway gateway = suspended();

    Answer answer = gateway.to("/v1/events").with("Content-Type", "text/plain").post("nonsense");

    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.headers())
        .containsEntry("ratelimit-policy", "\"events\";q=1;w=1")
        .containsEntry("ratelimit", "\"events\";r=1;t=1")
        .doesNotContainKey("retry-after");
    assertThat(answer.body())
        .isEqualTo(
            "{\"type\":\"urn:lakebus:problem:vendor-suspended\",\"title\":\"The vendor is"
                + " suspended\",\"status\":403,\"code\":\"vendor-suspended\",\"detail\":\"the"
                + " vendor statsfeed is suspended; ask who runs this bus\","
                + "\"instance\":\"urn:uuid:<uuid>\"}");
    assertThat(log.records()).isEmpty();
  }

  @Test
  void aSuspendedVendorIsDeniedAccessByAwsSdks() {
    Answer answer =
        TestSigner.events("PutEvents")
            .post(suspended(), "{\"Entries\":[" + entry("match.score") + "]}");

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.headers()).containsEntry("x-amzn-errortype", "AccessDeniedException");
    assertThat(answer.body())
        .isEqualTo(
            "{\"__type\":\"AccessDeniedException\",\"message\":\"the vendor statsfeed is suspended;"
                + " ask who runs this bus\"}");
    assertThat(log.records()).isEmpty();
  }

  private TestGateway matchesOnly() {
    return gateway(
        TestBus.statsfeed(
            List.of(new NamePattern.Prefix("match."), new NamePattern.Exact("end")),
            Limits.NONE,
            Vendor.Status.ACTIVE));
  }

  private TestGateway suspended() {
    return gateway(
        TestBus.statsfeed(Vendor.ANY_TYPE, TestLimits.eventsPerSecond(1), Vendor.Status.SUSPENDED));
  }

  private TestGateway gateway(Vendor statsfeed) {
    TestGateway gateway =
        TestGateway.start(() -> TestBus.bus(statsfeed), InstantSource.fixed(TestGateway.NOW), log);
    gateways.add(gateway);
    return gateway;
  }

  private static String entry(String type) {
    return "{\"Source\":\"statsfeed\",\"DetailType\":\"" + type + "\",\"Detail\":\"{}\"}";
  }
}
