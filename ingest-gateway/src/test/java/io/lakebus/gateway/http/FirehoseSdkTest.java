// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway.http;

import io.lakebus.gateway.TestBus;
import io.lakebus.gateway.TestGateway;
import io.lakebus.gateway.log.AppendResult;
import io.lakebus.gateway.log.FlakyLog;
import io.lakebus.gateway.log.InMemoryEventLog;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.firehose.FirehoseClient;
import software.amazon.awssdk.services.firehose.model.InvalidArgumentException;
import software.amazon.awssdk.services.firehose.model.PutRecordBatchResponse;
import software.amazon.awssdk.services.firehose.model.PutRecordBatchResponseEntry;
import software.amazon.awssdk.services.firehose.model.Record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Calls of the AWS SDK for Java that is told another endpoint, and nothing else. */
class FirehoseSdkTest {

  private final InMemoryEventLog log = new InMemoryEventLog();
  private final FlakyLog flaky = new FlakyLog(log);
  private final TestGateway gateway = TestGateway.start(InstantSource.system(), flaky);
  private final FirehoseClient client =
      FirehoseClient.builder()
          .endpointOverride(URI.create("http://127.0.0.1:" + gateway.port()))
          .region(Region.EU_NORTH_1)
          .credentialsProvider(
              StaticCredentialsProvider.create(
                  AwsBasicCredentials.create(TestBus.ACCESS_KEY, TestBus.SECRET)))
          .build();

  @AfterEach
  void stop() {
    client.close();
    gateway.close();
  }

  @Test
  void aRecordArrives() {
    String id =
        client
            .putRecord(call -> call.deliveryStreamName("t").record(record("{\"n\":1}\n")))
            .recordId();

    assertThat(id).matches("[0-9a-f-]{36}-0");
    assertThat(values()).containsExactly("{\"n\":1}\n");
  }

  @Test
  void aBatchArrivesButForItsBadRecordsEvenIfTheSdkHasToRepeatIt() {
    flaky.failAt(1, new AppendResult.Unknown("slow"));

    PutRecordBatchResponse response =
        client.putRecordBatch(
            call ->
                call.deliveryStreamName("t")
                    .records(record("{\"n\":0}"), record("[]"), record("{\"n\":2}")));

    assertThat(response.failedPutCount()).isEqualTo(1);
    assertThat(response.requestResponses())
        .extracting(PutRecordBatchResponseEntry::errorCode)
        .containsExactly(null, "InvalidArgumentException", null);
    assertThat(response.requestResponses().get(2).recordId()).endsWith("-2");
    assertThat(values()).containsExactly("{\"n\":0}", "{\"n\":2}", "{\"n\":0}", "{\"n\":2}");
  }

  @Test
  void aBadRecordIsTheExceptionThatItIsOnAws() {
    assertThatThrownBy(
            () -> client.putRecord(call -> call.deliveryStreamName("t").record(record("x"))))
        .isInstanceOf(InvalidArgumentException.class)
        .hasMessageContaining("Data is not one JSON object that is taken");
  }

  private static Record record(String data) {
    return Record.builder().data(SdkBytes.fromUtf8String(data)).build();
  }

  private List<String> values() {
    return log.records().stream()
        .map(record -> new String(record.value(), StandardCharsets.UTF_8))
        .toList();
  }
}
