// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.service;

import io.lakebus.local.stack.Home;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class JobOverridesTest {

  @TempDir private Path folder;

  @Test
  void untilSomeAreSetThereAreNone() throws IOException {
    assertThat(new JobOverrides(new Home(folder)).read()).isEmpty();
  }

  @Test
  void whatIsSetStaysUntilItIsSetAgain() throws IOException {
    JobOverrides overrides = new JobOverrides(new Home(folder));

    overrides.set(Map.of("parallelism", "1", "fail.points", "/a b"));
    overrides.set(Map.of("parallelism", "2"));

    assertThat(overrides.read()).isEqualTo(Map.of("parallelism", "2", "fail.points", "/a b"));
  }
}
