// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway.aws;

import io.lakebus.bus.BusParser;
import io.lakebus.bus.ParsedBus;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Holds docs/aws-sdk.md against the code. */
class AwsSdkDocumentTest {

  private static final Pattern DEFINITION = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);
  private static final Pattern ERROR = Pattern.compile("(?m)^\\| `(\\w+)` \\| (\\d+) \\|");

  @Test
  void theDefinitionIsOne() throws IOException {
    List<String> definitions =
        DEFINITION.matcher(document()).results().map(result -> result.group(1)).toList();

    assertThat(definitions).hasSize(1);
    assertThat(BusParser.parse("bus.yaml", definitions.getFirst()))
        .isInstanceOf(ParsedBus.Valid.class);
  }

  @Test
  void everyErrorOfACallIsThereWithItsStatus() throws IOException {
    List<String> documented =
        ERROR.matcher(document()).results().map(AwsSdkDocumentTest::error).toList();

    assertThat(documented)
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(ErrorCode.values())
                .map(code -> code.type() + " " + code.status())
                .toList());
  }

  private static String error(MatchResult result) {
    return result.group(1) + " " + result.group(2);
  }

  private static String document() throws IOException {
    return Files.readString(Path.of("../docs/aws-sdk.md"), StandardCharsets.UTF_8);
  }
}
