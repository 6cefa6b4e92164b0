// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway.limit;

import io.lakebus.bus.Limits;
import io.lakebus.bus.Vendor;
import io.lakebus.gateway.HandClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

import static io.lakebus.gateway.limit.Policy.BYTES;
import static io.lakebus.gateway.limit.Policy.CONCURRENT;
import static io.lakebus.gateway.limit.Policy.DAY;
import static io.lakebus.gateway.limit.Policy.EVENTS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class VendorLimitsTest {

  private static final Duration SECOND = Duration.ofSeconds(1);

  private final HandClock clock = new HandClock(Instant.parse("2026-11-23T22:00:00Z"));
  private final VendorLimits limits = new VendorLimits(clock);

  @Test
  void aSecondsWorthGetsInAtOnceAndThenWhatTimeGivesBack() {
    Allowance allowance = allowance(TestLimits.eventsPerSecond(2));

    assertThat(admittedAtOnce(allowance)).isEqualTo(2);
    assertThat(allowance.admit())
        .isEqualTo(
            new Verdict.Refused(List.of(new Standing(EVENTS, 2, 0, Duration.ofMillis(500)))));
    clock.advance(Duration.ofMillis(499));
    assertThat(allowance.admit())
        .isEqualTo(new Verdict.Refused(List.of(new Standing(EVENTS, 2, 0, Duration.ofMillis(1)))));
    clock.advance(Duration.ofMillis(1));
    assertThat(admittedAtOnce(allowance)).isEqualTo(1);
    clock.advance(Duration.ofHours(1));
    assertThat(admittedAtOnce(allowance)).isEqualTo(2);
  }

  @Test
  void aCallMayHoldMoreThanASecondsWorthAndTimeRepaysTheDebt() {
    Allowance allowance = allowance(TestLimits.eventsPerSecond(2));

    admit(allowance).chargeEvents(10);

    assertThat(allowance.admit())
        .isEqualTo(
            new Verdict.Refused(List.of(new Standing(EVENTS, 2, -8, Duration.ofMillis(4_500)))));
    clock.advance(Duration.ofMillis(4_499));
    assertThat(admittedAtOnce(allowance)).isZero();
    clock.advance(Duration.ofMillis(1));
    assertThat(admittedAtOnce(allowance)).isEqualTo(1);
  }

  @Test
  void theAverageHoldsHoweverLargeTheCallsAre() {
    Allowance allowance = allowance(TestLimits.eventsPerSecond(5));
    List<Integer> admittedAt = new ArrayList<>();

    for (int tenths = 0; tenths < 100; tenths++) {
      if (allowance.admit() instanceof Verdict.Admitted admitted) {
        admitted.permit().chargeEvents(12);
        admitted.permit().close();
        admittedAt.add(tenths);
      }
      clock.advance(Duration.ofMillis(100));
    }

    // 5 at first and 5 a second pay for 12 a call, the last of them on credit.
    assertThat(admittedAt).containsExactly(0, 16, 40, 64, 88);
  }

  @Test
  void bytesAreChargedWhenTheyAreThere() {
    Allowance allowance = allowance(TestLimits.bytesPerSecond(100));
    Permit permit = admit(allowance);

    permit.chargeBytes(60);
    permit.chargeEvents(1_000);
    assertThat(allowance.standings()).containsExactly(new Standing(BYTES, 100, 40, SECOND));
    permit.chargeBytes(190);

    assertThat(allowance.admit())
        .isEqualTo(
            new Verdict.Refused(List.of(new Standing(BYTES, 100, -150, Duration.ofMillis(1_510)))));
    clock.advance(Duration.ofMillis(1_509));
    assertThat(admittedAtOnce(allowance, 1)).isZero();
    clock.advance(Duration.ofMillis(1));
    assertThat(admittedAtOnce(allowance, 1)).isEqualTo(1);
  }

  @Test
  void theDayCountsAcceptedEventsAndBeginsAnewAtMidnight() {
    Allowance allowance = allowance(TestLimits.eventsPerDay(3));

    finish(admit(allowance), 0);
    assertThat(allowance.standings()).containsExactly(new Standing(DAY, 3, 3, Duration.ofHours(2)));
    finish(admit(allowance), 1);
    finish(admit(allowance), 7);
    assertThat(allowance.admit())
        .isEqualTo(new Verdict.Refused(List.of(new Standing(DAY, 3, -5, Duration.ofHours(2)))));
    clock.advance(Duration.ofHours(2).minusNanos(1));
    assertThat(allowance.admit())
        .isEqualTo(new Verdict.Refused(List.of(new Standing(DAY, 3, -5, Duration.ofNanos(1)))));
    clock.advance(Duration.ofNanos(1));

    assertThat(allowance.standings())
        .containsExactly(new Standing(DAY, 3, 3, Duration.ofHours(24)));
    assertThat(admittedAtOnce(allowance)).isEqualTo(3);
  }

  @Test
  void whatIsAcceptedAfterMidnightIsOfTheNewDay() {
    Allowance allowance = allowance(TestLimits.eventsPerDay(10));
    Permit accepted = admit(allowance);
    Permit refused = admit(allowance);

    clock.advance(Duration.ofHours(2));
    finish(accepted, 4);
    finish(refused, 0);

    assertThat(allowance.standings())
        .containsExactly(new Standing(DAY, 10, 6, Duration.ofHours(24)));
  }

  @Test
  void callsThatAreUnderWayHoldAPlaceInTheDay() {
    Allowance allowance = allowance(TestLimits.eventsPerDay(1));
    Permit permit = admit(allowance);

    assertThat(admittedAtOnce(allowance)).isZero();
    finish(permit, 0);
    assertThat(admittedAtOnce(allowance)).isEqualTo(1);
  }

  @Test
  void soManyCallsAreInAtOneTime() {
    Allowance allowance = allowance(TestLimits.concurrentRequests(2));
    Permit first = admit(allowance);
    admit(allowance);

    assertThat(allowance.admit())
        .isEqualTo(new Verdict.Refused(List.of(new Standing(CONCURRENT, 2, 0, Duration.ZERO))));
    first.close();
    first.close();

    assertThat(admittedAtOnce(allowance)).isEqualTo(1);
  }

  @Test
  void aCallThatFailsGivesItsPermitBack() {
    Allowance allowance = allowance(TestLimits.concurrentRequests(1));

    assertThatThrownBy(
            () -> {
              try (Permit permit = admit(allowance)) {
                permit.chargeBytes(1);
                throw new IllegalStateException("a fault");
              }
            })
        .hasMessage("a fault");

    assertThat(admittedAtOnce(allowance)).isEqualTo(1);
  }

  @Test
  void aCallThatOnePolicyRefusesIsChargedToNone() {
    Allowance allowance = allowance(TestLimits.all(5, 100, 5, 1));
    Permit permit = admit(allowance);

    assertThat(admittedAtOnce(allowance)).isZero();
    finish(permit, 1);

    assertThat(allowance.standings())
        .containsExactly(
            new Standing(EVENTS, 5, 4, SECOND),
            new Standing(BYTES, 100, 100, SECOND),
            new Standing(DAY, 5, 4, Duration.ofHours(2)),
            new Standing(CONCURRENT, 1, 1, Duration.ZERO));
  }

  @Test
  void everyPolicyOfWhichNothingIsLeftIsNamed() {
    Allowance allowance = allowance(TestLimits.all(1, 10, 1, 1));
    admit(allowance).chargeBytes(20);

    assertThat(allowance.admit())
        .isEqualTo(
            new Verdict.Refused(
                List.of(
                    new Standing(EVENTS, 1, 0, SECOND),
                    new Standing(BYTES, 10, -10, Duration.ofMillis(1_100)),
                    new Standing(DAY, 1, 0, Duration.ofHours(2)),
                    new Standing(CONCURRENT, 1, 0, Duration.ZERO))));
  }

  @Test
  void aVendorAtItsLimitsIsNoMatterToAnother() {
    Limits one = TestLimits.eventsPerSecond(1);
    Allowance first = limits.of(vendor("first", one));
    Allowance second = limits.of(vendor("second", one));

    assertThat(admittedAtOnce(first)).isEqualTo(1);

    assertThat(second.standings()).containsExactly(new Standing(EVENTS, 1, 1, SECOND));
    assertThat(admittedAtOnce(second)).isEqualTo(1);
  }

  @Test
  void aNewDefinitionWithTheSameLimitsChangesNothing() {
    admit(allowance(TestLimits.eventsPerSecond(2))).chargeEvents(5);

    assertThat(allowance(TestLimits.eventsPerSecond(2)).standings())
        .containsExactly(new Standing(EVENTS, 2, -3, SECOND.multipliedBy(2)));
  }

  @Test
  void otherLimitsBeginAnewAndCallsUnderWayEndUnderTheOldOnes() {
    Permit before = admit(allowance(TestLimits.concurrentRequests(1)));

    Allowance after = allowance(TestLimits.concurrentRequests(2));
    assertThat(admittedAtOnce(after)).isEqualTo(2);
    before.close();

    assertThat(admittedAtOnce(after)).isZero();
    assertThat(allowance(Limits.NONE).standings()).isEmpty();
  }

  @Test
  void aClockThatIsSetBackGivesNothingAndTakesNothing() {
    Allowance allowance = allowance(TestLimits.eventsPerSecond(1));
    assertThat(admittedAtOnce(allowance)).isEqualTo(1);

    clock.advance(Duration.ofHours(-1));
    assertThat(admittedAtOnce(allowance)).isZero();
    clock.advance(SECOND);

    assertThat(admittedAtOnce(allowance)).isEqualTo(1);
  }

  @Test
  void aClockThatIsSetBackOverMidnightDoesNotBringTheDayBack() {
    Allowance allowance = allowance(TestLimits.eventsPerDay(5));
    clock.advance(Duration.ofHours(3));
    finish(admit(allowance), 2);

    clock.advance(Duration.ofHours(-2));

    assertThat(allowance.standings())
        .containsExactly(new Standing(DAY, 5, 3, Duration.ofHours(25)));
  }

  @Test
  void aVendorWithoutLimitsAlwaysGetsInAndNothingIsKeptOfIt() {
    Allowance allowance = allowance(Limits.NONE);

    assertThat(admittedAtOnce(allowance)).isEqualTo(1_000);
    assertThat(allowance.standings()).isEmpty();
    assertThat(limits.of(vendor("other", Limits.NONE))).isSameAs(allowance);
  }

  @Test
  void theHighestLimitsAreKept() {
    Allowance allowance =
        allowance(TestLimits.all(1_000_000_000, 1_000_000_000, 1_000_000_000_000L, 100_000));
    Permit permit = admit(allowance);
    permit.chargeEvents(5_000_000_000L);
    finish(permit, 1_000);

    assertThat(allowance.standings())
        .containsExactly(
            new Standing(EVENTS, 1_000_000_000, -4_000_000_000L, Duration.ofNanos(4_000_000_001L)),
            new Standing(BYTES, 1_000_000_000, 1_000_000_000, SECOND),
            new Standing(DAY, 1_000_000_000_000L, 999_999_999_000L, Duration.ofHours(2)),
            new Standing(CONCURRENT, 100_000, 100_000, Duration.ZERO));
  }

  @Test
  void manyAtOneTimeGetInNoOftenerThanOneByOne() throws InterruptedException {
    Allowance allowance = allowance(TestLimits.eventsPerSecond(100));
    AtomicInteger admitted = new AtomicInteger();

    List<Thread> threads =
        IntStream.range(0, 8)
            .mapToObj(
                i -> Thread.ofVirtual().start(() -> admitted.addAndGet(admittedAtOnce(allowance))))
            .toList();
    for (Thread thread : threads) {
      thread.join();
    }

    assertThat(admitted).hasValue(100);
  }

  private Allowance allowance(Limits kept) {
    return limits.of(vendor("v", kept));
  }

  private static Vendor vendor(String name, Limits limits) {
    return new Vendor(
        name,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        Vendor.ANY_TYPE,
        limits,
        Vendor.Status.ACTIVE);
  }

  private static Permit admit(Allowance allowance) {
    return ((Verdict.Admitted) allowance.admit()).permit();
  }

  /** How many calls of a thousand get in, none of which is answered. */
  private static int admittedAtOnce(Allowance allowance) {
    return admittedAtOnce(allowance, 1_000);
  }

  private static int admittedAtOnce(Allowance allowance, int calls) {
    return (int)
        IntStream.range(0, calls)
            .filter(i -> allowance.admit() instanceof Verdict.Admitted)
            .count();
  }

  private static void finish(Permit permit, int accepted) {
    permit.chargeAccepted(accepted);
    permit.close();
  }
}
