// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway.hook;

import io.lakebus.bus.Bus;
import io.lakebus.bus.Hook;
import io.lakebus.bus.HookScheme;
import io.lakebus.gateway.ingest.ProblemCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Holds docs/webhooks.md against the code. */
class WebhooksDocumentTest {

  private static final Pattern DEFINITION = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);
  private static final Pattern CODES = Pattern.compile("(?m)^\\| (4\\d\\d) \\| ([^|]+) \\|");

  @Test
  void theDefinitionHasAHookOfEachScheme() throws IOException {
    Set<Class<?>> own =
        hooks(definition()).stream()
            .map(hook -> hook.scheme().getClass())
            .collect(Collectors.toSet());

    assertThat(hooks(definition()).stream().map(Hook::scheme)).contains(HookScheme.Named.values());
    assertThat(own).contains(HookScheme.Hmac.class);
  }

  @Test
  void theCodesAreThereWithTheirStatuses() throws IOException {
    List<String> documented =
        CODES
            .matcher(document())
            .results()
            .flatMap(
                row ->
                    Arrays.stream(row.group(2).split(", "))
                        .map(code -> code.replace("`", "") + " " + row.group(1)))
            .toList();
    Set<String> known =
        Arrays.stream(ProblemCode.values())
            .map(code -> code.code() + " " + code.status())
            .collect(Collectors.toSet());

    assertThat(documented).hasSize(8);
    assertThat(known).containsAll(documented);
  }

  static List<Hook> hooks(Bus bus) {
    return bus.vendors().values().stream().flatMap(vendor -> vendor.hooks().stream()).toList();
  }

  /** The document's definition. */
  static Bus definition() throws IOException {
    List<String> definitions =
        DEFINITION.matcher(document()).results().map(found -> found.group(1)).toList();
    assertThat(definitions).hasSize(1);
    return TestHooks.parse(definitions.getFirst());
  }

  static String document() throws IOException {
    return Files.readString(Path.of("../docs/webhooks.md"), StandardCharsets.UTF_8);
  }
}
