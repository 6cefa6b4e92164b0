// SPDX-License-Identifier: Apache-2.0
package io.lakebus.client;

import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

/** Holds docs/java-client.md against the code. */
class JavaClientDocumentTest {

  private static final Pattern EXAMPLE = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);
  private static final Pattern OUTCOME = Pattern.compile("(?m)^\\| `(\\w+Exception)` \\|");
  private static final Pattern SETTING = Pattern.compile("(?m)^\\| `(\\w+)` \\| ([^|]+) \\|");

  @Test
  void theExamplesAreCodeThatIsCompiled() throws IOException {
    String code = lines(read("src/test/java/io/lakebus/client/Examples.java"));
    List<String> examples =
        EXAMPLE.matcher(document()).results().map(found -> lines(found.group(1))).toList();

    assertThat(examples).hasSize(2);
    assertThat(examples).allMatch(code::contains);
  }

  @Test
  void everyFailureIsThere() throws IOException {
    List<String> documented =
        OUTCOME.matcher(document()).results().map(found -> found.group(1)).toList();

    assertThat(documented)
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(SendException.class.getPermittedSubclasses())
                .map(Class::getSimpleName)
                .toList());
  }

  @Test
  void everySettingIsThere() throws IOException {
    List<String> settings =
        Arrays.stream(LakebusClientBuilder.class.getDeclaredMethods())
            .filter(method -> Modifier.isPublic(method.getModifiers()))
            .filter(method -> method.getReturnType() == LakebusClientBuilder.class)
            .map(Method::getName)
            .toList();

    assertThat(documentedDefaults().keySet()).containsExactlyInAnyOrderElementsOf(settings);
  }

  @Test
  void theDefaultsAreThoseOfTheCode() throws IOException {
    ClientSettings settings = LakebusClient.builder(TestClient.URL, "key").settings();

    assertThat(documentedDefaults())
        .contains(
            entry("batchEvents", Integer.toString(settings.batching().events())),
            entry("batchBytes", (settings.batching().bytes() >> 20) + " MiB"),
            entry("linger", settings.batching().linger().toMillis() + " ms"),
            entry("requestsInFlight", Integer.toString(settings.requestsInFlight())),
            entry("bufferBytes", (settings.buffering().bytes() >> 20) + " MiB"),
            entry("whenFull", settings.buffering().whenFull().name()),
            entry("deadline", settings.deadline().toMinutes() + " min"),
            entry("closeTimeout", settings.closeTimeout().toSeconds() + " s"));
  }

  private static Map<String, String> documentedDefaults() throws IOException {
    String document = document();
    String table = document.substring(document.indexOf("| setting | default |"));
    Map<String, String> defaults = new TreeMap<>();
    SETTING.matcher(table).results().forEach(found -> defaults.put(found.group(1), found.group(2)));
    return defaults;
  }

  /** The text with what is before each line taken away. */
  private static String lines(String text) {
    return String.join("\n", text.lines().map(String::strip).toList());
  }

  private static String document() throws IOException {
    return read("../docs/java-client.md");
  }

  private static String read(String file) throws IOException {
    return Files.readString(Path.of(file), StandardCharsets.UTF_8);
  }
}
