// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.bench;

import io.lakebus.bench.agent.Misdeed;
import io.lakebus.bench.load.Crowd;
import io.lakebus.bus.Limits;
import io.lakebus.bus.Vendor;
import io.lakebus.config.DataSize;
import io.lakebus.local.Lakebus;
import io.lakebus.local.control.Stack;
import io.lakebus.local.stack.ApiKeys;
import io.lakebus.local.stack.Home;
import io.lakebus.local.stack.Ports;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class NeighboursBenchCommandTest {

  @TempDir Path folder;

  @Test
  void aVendorThatWouldSendNothingIsRefused() {
    for (List<String> wrong :
        List.of(
            List.of("--rate", "9"),
            List.of("--limited-rate", "0"),
            List.of("--rubbish-rate", "0"),
            List.of("--slow", "0"))) {
      StringWriter err = new StringWriter();
      int exitCode =
          Lakebus.commandLine()
              .setErr(new PrintWriter(err))
              .execute(
                  "bench", "neighbours", "--home", "/nowhere", wrong.getFirst(), wrong.getLast());

      assertThat(exitCode).as(wrong.toString()).isEqualTo(2);
      assertThat(err.toString())
          .contains("--rate is at least 10, the other numbers of vendors at least 1");
    }
  }

  @Test
  void theGoodVendorIsAloneFirstAndLastAndBesideEachAndAllOfThem() {
    Crowd limited = new Crowd(32, OptionalDouble.of(1000));
    Crowd rubbish = new Crowd(32, OptionalDouble.of(100));
    Crowd unbounded = new Crowd(32, OptionalDouble.empty());
    Crowd slow = new Crowd(500, OptionalDouble.empty());

    assertThat(new NeighboursPlan(200, 1000, 100, 500).companies())
        .containsExactly(
            company("alone", Map.of()),
            company("at its limit, 1,000 a second", Map.of(Misdeed.AT_LIMIT, limited)),
            company("at its limit, as fast as answered", Map.of(Misdeed.AT_LIMIT, unbounded)),
            company("slow senders, 500 at a time", Map.of(Misdeed.SLOW, slow)),
            company("rubbish, 100 a second", Map.of(Misdeed.RUBBISH, rubbish)),
            company("rubbish, as fast as answered", Map.of(Misdeed.RUBBISH, unbounded)),
            company(
                "all of them, with these rates",
                Map.of(Misdeed.AT_LIMIT, limited, Misdeed.SLOW, slow, Misdeed.RUBBISH, rubbish)),
            company(
                "all of them, as fast as answered",
                Map.of(
                    Misdeed.AT_LIMIT, unbounded, Misdeed.SLOW, slow, Misdeed.RUBBISH, unbounded)),
            company("alone, once more", Map.of()));
  }

  private static NeighboursPlan.Company company(String name, Map<Misdeed, Crowd> crowds) {
    return new NeighboursPlan.Company(name, crowds);
  }

  @Test
  void theBusHasAGoodVendorALimitedOneAndOneWithAHook() throws Exception {
    Stack stack = new Stack(folder, new Home(folder.resolve("home")), new Ports(3000));

    NeighboursBus bus = NeighboursBus.prepare(stack);

    Map<String, Vendor> vendors = stack.bus().bus().vendors();
    assertThat(vendors).containsOnlyKeys("good", "limited", "free");
    assertThat(vendors.get("good").limits()).isEqualTo(Limits.NONE);
    assertThat(vendors.get("free").limits()).isEqualTo(Limits.NONE);
    assertThat(vendors.get("limited").limits())
        .isEqualTo(
            new Limits(
                OptionalInt.of(100),
                Optional.of(DataSize.parse("200KiB")),
                OptionalLong.empty(),
                OptionalInt.of(32)));
    assertThat(Files.readString(stack.home().busDefinition()))
        .contains(
            ApiKeys.sha256(bus.goodKey()),
            ApiKeys.sha256(bus.bad().limitedKey()),
            ApiKeys.sha256(bus.bad().freeKey()))
        .doesNotContain("${");
    assertThat(bus.bad().port()).isEqualTo(stack.ports().gateway());
  }
}
