// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.faults.proxy;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What a client and a broker notice of a proxy's troubles. The broker answers in their order. */
class KafkaTroubleTest {

  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final RequestKind PRODUCE = RequestKind.kafka(RequestKind.PRODUCE);

  private final BlockingQueue<String> done = new LinkedBlockingQueue<>();
  private TestServer broker;
  private FaultProxy proxy;

  @BeforeEach
  void start() throws IOException {
    broker = new TestServer(this::serve);
    proxy = new FaultProxy("kafka", 0, broker.port(), Protocol.KAFKA);
  }

  @AfterEach
  void stop() throws IOException {
    proxy.close();
    broker.close();
  }

  /** Does as told, and gives no answer to what is not acknowledged. */
  private void serve(Socket connection) throws IOException {
    DataInputStream in = new DataInputStream(connection.getInputStream());
    DataOutputStream out = new DataOutputStream(connection.getOutputStream());
    while (true) {
      int length = in.readInt();
      int apiKey = in.readShort();
      in.readShort();
      int correlation = in.readInt();
      String text = new String(in.readNBytes(length - 8), StandardCharsets.UTF_8);
      done.add(apiKey + " " + text);
      if (!text.equals("unacknowledged")) {
        byte[] answer = ("done " + text).getBytes(StandardCharsets.UTF_8);
        out.writeInt(4 + answer.length);
        out.writeInt(correlation);
        out.write(answer);
      }
    }
  }

  private static void send(Socket client, int apiKey, int correlation, String text)
      throws IOException {
    DataOutputStream out = new DataOutputStream(client.getOutputStream());
    out.writeInt(8 + text.length());
    out.writeShort(apiKey);
    out.writeShort(11);
    out.writeInt(correlation);
    out.writeBytes(text);
  }

  private static String answer(Socket client) throws IOException {
    DataInputStream in = new DataInputStream(client.getInputStream());
    int length = in.readInt();
    return in.readInt() + " " + new String(in.readNBytes(length - 4), StandardCharsets.UTF_8);
  }

  private List<String> done() {
    return new ArrayList<>(done);
  }

  @Test
  void aLostReplyBelongsToAProduceRequestThatWasDone() throws Exception {
    proxy.inflict(new Trouble.LoseReply(PRODUCE, 1));
    try (Socket client = TestServer.connect(proxy.port())) {
      send(client, RequestKind.METADATA, 1, "topics");
      assertThat(answer(client)).isEqualTo("1 done topics");
      send(client, RequestKind.PRODUCE, 2, "lost");

      assertThat(TestServer.isReset(client)).isTrue();
    }
    try (Socket client = TestServer.connect(proxy.port())) {
      send(client, RequestKind.PRODUCE, 3, "lost");
      assertThat(answer(client)).isEqualTo("3 done lost");
    }
    assertThat(done()).containsExactly("3 topics", "0 lost", "0 lost");
    assertThat(proxy.hits()).isEqualTo(1);
  }

  @Test
  void answersBelongToTheirRequestsAlsoWhenSomeGetNone() throws Exception {
    proxy.inflict(new Trouble.LoseReply(RequestKind.kafka(RequestKind.FETCH), 1));
    try (Socket client = TestServer.connect(proxy.port())) {
      send(client, RequestKind.PRODUCE, 1, "unacknowledged");
      send(client, RequestKind.METADATA, 2, "a");
      send(client, RequestKind.PRODUCE, 3, "unacknowledged");
      send(client, RequestKind.PRODUCE, 4, "b");

      assertThat(answer(client)).isEqualTo("2 done a");
      assertThat(answer(client)).isEqualTo("4 done b");
      send(client, RequestKind.FETCH, 5, "c");
      assertThat(TestServer.isReset(client)).isTrue();
    }
    assertThat(proxy.hits()).isEqualTo(1);
  }

  @Test
  void aRequestForwardedTwiceIsDoneTwiceAndAnsweredOnce() throws Exception {
    proxy.inflict(new Trouble.Duplicate(PRODUCE, 1));
    try (Socket client = TestServer.connect(proxy.port())) {
      send(client, RequestKind.PRODUCE, 1, "a");
      send(client, RequestKind.PRODUCE, 2, "b");

      assertThat(answer(client)).isEqualTo("1 done a");
      assertThat(answer(client)).isEqualTo("2 done b");
    }
    assertThat(done()).containsExactly("0 a", "0 a", "0 b");
    assertThat(proxy.hits()).isEqualTo(1);
  }

  @Test
  void aHeldRequestIsDoneAfterItsClientHasGone() throws Exception {
    TestTime time = TestTime.standing();
    try (FaultProxy holding = new FaultProxy("kafka", 0, broker.port(), Protocol.KAFKA, time)) {
      holding.inflict(new Trouble.Hold(PRODUCE, 1, Duration.ofSeconds(60)));
      try (Socket client = TestServer.connect(holding.port())) {
        send(client, RequestKind.PRODUCE, 1, "held");
        time.awaitAsked();
      }
      assertThat(done()).isEmpty();
      time.release();

      assertThat(holding.awaitHits(1, LIMIT)).isTrue();
      assertThat(done()).containsExactly("0 held");
    }
  }

  @Test
  void troubleThatKafkaDoesNotHaveIsRefused() {
    assertThatThrownBy(() -> proxy.inflict(new Trouble.PretendPut(PRODUCE, 1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("KAFKA");
    assertThatThrownBy(() -> proxy.inflict(new Trouble.Answer(PRODUCE, 503, 1, 1)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
