// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway.http;

import io.lakebus.gateway.limit.Turns;
import io.lakebus.testing.Await;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class InTurnTest {

  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Turns turns = new Turns(1);

  @Test
  void whatIsLightNeedsNoTurn() throws IOException {
    byte[] bytes = bytes(Turns.LIGHT_BYTES);
    byte[] target = new byte[bytes.length];
    Turns.Turn taken = turns.take("others");
    try (InTurn light = of(bytes)) {
      assertThat(light.read(target, 0, target.length)).isEqualTo(bytes.length);
    } finally {
      taken.close();
    }
    assertThat(target).isEqualTo(bytes);
  }

  @Test
  void whatIsNotIsReadInATurnThatLastsUntilItIsClosed() throws IOException {
    byte[] bytes = bytes(1 << 20);
    CompletableFuture<Turns.Turn> other;
    try (InTurn heavy = of(bytes)) {
      assertThat(heavy.readAllBytes()).isEqualTo(bytes);

      other = CompletableFuture.supplyAsync(() -> turns.take("others"));
      Await.until(PATIENCE, () -> turns.waiting() == 1);
    }
    other.join().close();
    assertThat(turns.waiting()).isZero();
  }

  @Test
  void itIsReadInSlicesHoweverMuchIsWanted() throws IOException {
    byte[] target = new byte[1 << 20];
    try (InTurn heavy = of(bytes(target.length))) {
      assertThat(heavy.read(target, 0, target.length)).isEqualTo(64 << 10);
    }
  }

  private InTurn of(byte[] bytes) {
    return new InTurn(new ByteArrayInputStream(bytes), turns, "statsfeed");
  }

  private static byte[] bytes(int count) {
    byte[] bytes = new byte[count];
    new Random(count).nextBytes(bytes);
    return bytes;
  }
}
