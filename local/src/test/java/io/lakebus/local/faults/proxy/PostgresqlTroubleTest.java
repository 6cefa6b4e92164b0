// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.faults.proxy;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What a client and a database notice of a proxy's troubles. */
class PostgresqlTroubleTest {

  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final RequestKind COMMIT = RequestKind.postgresql("COMMIT");

  private final BlockingQueue<String> done = new LinkedBlockingQueue<>();
  private TestServer database;
  private FaultProxy proxy;

  @BeforeEach
  void start() throws IOException {
    database = new TestServer(this::serve);
    proxy = new FaultProxy("postgresql", 0, database.port(), Protocol.POSTGRESQL);
  }

  @AfterEach
  void stop() throws IOException {
    proxy.close();
    database.close();
  }

  /** A database that has no encryption, and for which every statement is one with a result of 1. */
  private void serve(Socket connection) throws IOException {
    DataInputStream in = new DataInputStream(connection.getInputStream());
    DataOutputStream out = new DataOutputStream(connection.getOutputStream());
    in.readNBytes(8);
    out.writeByte('N');
    in.readNBytes(in.readInt() - 4);
    message(out, 'R', "\0\0\0\0");
    message(out, 'Z', "I");
    Map<String, String> prepared = new HashMap<>();
    Map<String, String> bound = new HashMap<>();
    while (true) {
      int type = in.read();
      String[] texts = text(in).split("\0", -1);
      switch (type) {
        case 'Q' -> {
          execute(out, texts[0]);
          message(out, 'Z', "I");
        }
        case 'P' -> prepared.put(texts[0], texts[1]);
        case 'B' -> bound.put(texts[0], prepared.get(texts[1]));
        case 'E' -> execute(out, bound.get(texts[0]));
        case 'S' -> message(out, 'Z', "I");
        default -> {
          return;
        }
      }
    }
  }

  private void execute(DataOutputStream out, String sql) throws IOException {
    done.add(sql);
    String command = sql.split(" ", 2)[0];
    message(out, 'D', "\0\0");
    message(out, 'C', command.equals("UPDATE") ? "UPDATE 1\0" : command + "\0");
  }

  private static void message(DataOutputStream out, int type, String body) throws IOException {
    out.writeByte(type);
    out.writeInt(4 + body.length());
    out.writeBytes(body);
  }

  private static String text(DataInputStream in) throws IOException {
    return new String(in.readNBytes(in.readInt() - 4), StandardCharsets.UTF_8);
  }

  /** A client that has asked for encryption in vain, and is let in. */
  private static Socket login(FaultProxy proxy) throws IOException {
    Socket client = TestServer.connect(proxy.port());
    DataOutputStream out = new DataOutputStream(client.getOutputStream());
    out.writeInt(8);
    out.writeInt(80877103);
    assertThat(client.getInputStream().read()).isEqualTo('N');
    out.writeInt(8 + 14);
    out.writeInt(3 << 16);
    out.writeBytes("user\0lakebus\0\0");
    assertThat(answer(client)).isEqualTo("RZ");
    return client;
  }

  private static void query(Socket client, String sql) throws IOException {
    message(new DataOutputStream(client.getOutputStream()), 'Q', sql + "\0");
  }

  /** Parses, binds and executes; a statement without a name is parsed each time. */
  private static void executePrepared(Socket client, String name, String sql) throws IOException {
    DataOutputStream out = new DataOutputStream(client.getOutputStream());
    if (!sql.isEmpty()) {
      message(out, 'P', name + "\0" + sql + "\0\0\0");
    }
    message(out, 'B', "\0" + name + "\0\0\0\0\0\0\0");
    message(out, 'E', "\0\0\0\0\0");
    message(out, 'S', "");
  }

  /** The types of the messages up to the one that says that the database is ready, or the end. */
  private static String answer(Socket client) throws IOException {
    DataInputStream in = new DataInputStream(client.getInputStream());
    StringBuilder types = new StringBuilder();
    while (types.indexOf("Z") < 0) {
      int type = in.read();
      if (type < 0) {
        return types + " end";
      }
      types.append((char) type);
      text(in);
    }
    return types.toString();
  }

  private List<String> done() {
    return new ArrayList<>(done);
  }

  @Test
  void aLostReplyBelongsToACommitThatWasDone() throws Exception {
    proxy.inflict(new Trouble.LoseReply(COMMIT, 1));
    try (Socket client = login(proxy)) {
      executePrepared(client, "", "UPDATE a");
      assertThat(answer(client)).isEqualTo("DCZ");
      executePrepared(client, "", "COMMIT");

      assertThatThrownBy(() -> assertThat(answer(client)).contains("C"))
          .isInstanceOfAny(IOException.class, AssertionError.class);
    }
    assertThat(done()).containsExactly("UPDATE a", "COMMIT");
    assertThat(proxy.hits()).isEqualTo(1);
  }

  @Test
  void aConnectionIsCutBetweenUpdateAndCommit() throws Exception {
    proxy.inflict(new Trouble.CutAfter(RequestKind.postgresql("UPDATE"), 1));
    try (Socket client = login(proxy)) {
      query(client, "BEGIN");
      assertThat(answer(client)).isEqualTo("DCZ");
      query(client, "UPDATE a");
      assertThat(answer(client)).isEqualTo("DCZ");
      assertThat(answer(client)).isEqualTo(" end");
    }
    assertThat(done()).containsExactly("BEGIN", "UPDATE a");
    assertThat(proxy.hits()).isEqualTo(1);
  }

  @Test
  void aHeldCommitOfAPreparedStatementIsDoneAfterItsClientHasGone() throws Exception {
    TestTime time = TestTime.standing();
    try (FaultProxy holding =
        new FaultProxy("postgresql", 0, database.port(), Protocol.POSTGRESQL, time)) {
      try (Socket client = login(holding)) {
        executePrepared(client, "S_1", " commit");
        assertThat(answer(client)).isEqualTo("DCZ");
        holding.inflict(new Trouble.Hold(COMMIT, 1, Duration.ofSeconds(60)));
        executePrepared(client, "S_1", "");
        time.awaitAsked();
        assertThat(done()).hasSize(1);
      }
      time.release();

      assertThat(holding.awaitHits(1, LIMIT)).isTrue();
      assertThat(done()).containsExactly(" commit", " commit");
    }
  }

  @Test
  void aDelayIsForEachStatementAndItsAnswerAsAWhole() throws Exception {
    TestTime time = TestTime.flying();
    try (FaultProxy slow =
            new FaultProxy("postgresql", 0, database.port(), Protocol.POSTGRESQL, time);
        Socket client = login(slow)) {
      slow.inflict(new Trouble.Delay(Duration.ofSeconds(2), Duration.ofSeconds(3)));
      executePrepared(client, "", "SELECT a");
      assertThat(answer(client)).isEqualTo("DCZ");

      assertThat(time.passed()).isEqualTo(Duration.ofSeconds(5));
      assertThat(slow.hits()).isEqualTo(2);
    }
  }

  @Test
  void whatIsEncryptedPassesAsItComes() throws Exception {
    try (TestServer encrypting =
            new TestServer(
                connection -> {
                  connection.getInputStream().readNBytes(8);
                  connection.getOutputStream().write('S');
                  connection.getInputStream().transferTo(connection.getOutputStream());
                });
        FaultProxy before = new FaultProxy("p", 0, encrypting.port(), Protocol.POSTGRESQL);
        Socket client = TestServer.connect(before.port())) {
      DataOutputStream out = new DataOutputStream(client.getOutputStream());
      out.writeInt(8);
      out.writeInt(80877103);
      assertThat(client.getInputStream().read()).isEqualTo('S');
      out.writeBytes("C\0\0\0");

      assertThat(client.getInputStream().readNBytes(4)).isEqualTo(new byte[] {'C', 0, 0, 0});
    }
  }

  @Test
  void troubleThatPostgresqlDoesNotHaveIsRefused() {
    assertThatThrownBy(() -> proxy.inflict(new Trouble.Duplicate(COMMIT, 1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("POSTGRESQL");
  }
}
