// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.send;

import io.lakebus.client.delivery.Reply;
import java.io.IOException;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

final class RepeatingGatewayTest {

  private static final byte[] EVENT = "{}".getBytes(StandardCharsets.UTF_8);

  private final List<String> posts = new ArrayList<>();
  private final List<Runnable> later = new ArrayList<>();
  private final List<Duration> waits = new ArrayList<>();
  private int status = 202;

  @Test
  void anAnswerThatIsNotWaitedForIsNoAnswer() {
    RepeatingGateway gateway = gateway(0.01);

    assertThatThrownBy(() -> gateway.post(EVENT)).isInstanceOf(HttpTimeoutException.class);
    assertThat(posts).containsExactly("hasty");
    assertThat(gateway.givenUp()).isEqualTo(1);
  }

  @Test
  void anAcceptedEventIsSentAgainAndTheFirstAnswerCounts() throws Exception {
    RepeatingGateway gateway = gateway(0.03);

    assertThat(gateway.post(EVENT).status()).isEqualTo(202);

    later.forEach(Runnable::run);
    assertThat(waits).containsExactly(Duration.ofMillis(50), Duration.ofMillis(50));
    assertThat(posts).containsExactly("patient", "patient", "patient");
    assertThat(gateway.sentAgain()).isEqualTo(2);
  }

  @Test
  void anEventThatWasNotAcceptedIsLeftToItsSender() throws Exception {
    status = 503;

    assertThat(gateway(0.03).post(EVENT).status()).isEqualTo(503);

    assertThat(later).isEmpty();
    assertThat(posts).containsExactly("patient");
  }

  @Test
  void mostEventsAreSentOnce() throws Exception {
    RepeatingGateway gateway = gateway(0.5);

    gateway.post(EVENT);

    assertThat(later).isEmpty();
    assertThat(List.of(gateway.givenUp(), gateway.sentAgain())).containsExactly(0L, 0L);
  }

  @Test
  void whatIsForbiddenMeanwhileIsNotSentAgain() throws Exception {
    Repeats repeats = new Repeats(new Drawn(0.03));
    RepeatingGateway gateway =
        new RepeatingGateway(this::patient, this::hasty, repeats, this::later);
    gateway.post(EVENT);

    repeats.forbid();

    later.forEach(Runnable::run);
    assertThat(posts).containsExactly("patient");
    assertThat(gateway.sentAgain()).isZero();
  }

  private RepeatingGateway gateway(double drawn) {
    return new RepeatingGateway(
        this::patient, this::hasty, new Repeats(new Drawn(drawn)), this::later);
  }

  private Reply patient(byte[] events) {
    posts.add("patient");
    return new Reply(status, Optional.empty(), new byte[0]);
  }

  private Reply hasty(byte[] events) throws IOException {
    posts.add("hasty");
    throw new HttpTimeoutException("request timed out");
  }

  private void later(Duration wait, Runnable task) {
    waits.add(wait);
    later.add(task);
  }

  /** Draws the same number each time; of two repeats each comes after 50 ms. */
  private static final class Drawn extends Random {

    private static final long serialVersionUID = 1;

    private final double drawn;

    Drawn(double drawn) {
      this.drawn = drawn;
    }

    @Override
    public double nextDouble() {
      return drawn;
    }

    @Override
    public int nextInt(int bound) {
      return 1;
    }

    @Override
    public long nextLong(long bound) {
      return 50;
    }
  }
}
