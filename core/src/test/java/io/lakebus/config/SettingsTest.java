// SPDX-License-Identifier: Apache-2.0
package io.lakebus.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class SettingsTest {

  private static final Setting<String> NAME = Setting.requiredText("bus.name", "The bus's name.");
  private static final Setting<Integer> PORT = Setting.count("http.port", 8080, "The port.");
  private static final Setting<Duration> WAIT =
      Setting.duration("http.wait", "2s", "How long to wait.");
  private static final Setting<DataSize> LIMIT = Setting.size("http.limit", "1MiB", "The limit.");
  private static final List<Setting<?>> KNOWN = List.of(NAME, PORT, WAIT, LIMIT);

  @TempDir Path folder;

  @Test
  void whatIsNotGivenHasItsDefault() {
    Settings settings = Settings.of(Map.of("bus.name", "sports"), KNOWN);

    assertThat(settings.get(NAME)).isEqualTo("sports");
    assertThat(settings.get(PORT)).isEqualTo(8080);
    assertThat(settings.get(WAIT)).isEqualTo(Duration.ofSeconds(2));
    assertThat(settings.get(LIMIT)).isEqualTo(new DataSize(1_048_576));
  }

  @Test
  void anArgumentWinsOverTheFile() throws IOException {
    Path file =
        Files.writeString(folder.resolve("x.properties"), "bus.name=a\nhttp.port=1\nhttp.wait=3m");

    Settings settings = Settings.load(new String[] {"--http.port=2", "--config=" + file}, KNOWN);

    assertThat(settings.get(NAME)).isEqualTo("a");
    assertThat(settings.get(PORT)).isEqualTo(2);
    assertThat(settings.get(WAIT)).isEqualTo(Duration.ofMinutes(3));
  }

  @Test
  void everyProblemIsReportedAtOnce() {
    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(
            () ->
                Settings.of(
                    Map.of("http.port", "-1", "http.wait", "soon", "http.limit", "1kb", "htp", "x"),
                    KNOWN))
        .satisfies(
            e ->
                assertThat(e.problems())
                    .containsExactly(
                        "bus.name is not set: The bus's name.",
                        "http.port: '-1' is less than 0",
                        "http.wait: 'soon' is not a duration such as 500ms, 2s, 10m, 80h or 30d",
                        "http.limit: '1kb' is not a size such as 512KiB or 4MiB",
                        "htp is not a setting; known are"
                            + " [bus.name, http.port, http.wait, http.limit]"));
  }

  @Test
  void aValueOutOfItsBoundsIsAProblemLikeOthers() {
    Setting<Integer> subtasks = Setting.positive("subtasks", 1, "How many.");
    Setting<Integer> port = Setting.port("port", 0, "The port.");
    Setting<DataSize> body = Setting.atMost("2GiB", Setting.size("body", "5MiB", "How large."));
    Setting<Duration> wait = Setting.atLeast("1s", Setting.duration("wait", "5s", "How long."));

    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(
            () ->
                Settings.of(
                    Map.of("subtasks", "0", "port", "65536", "body", "3GiB", "wait", "100ms"),
                    List.of(NAME, subtasks, port, body, wait)))
        .satisfies(
            e ->
                assertThat(e.problems())
                    .containsExactly(
                        "bus.name is not set: The bus's name.",
                        "subtasks: '0' is less than 1",
                        "port: '65536' is more than 65535",
                        "body: '3GiB' is more than 2GiB",
                        "wait: '100ms' is less than 1s"));
  }

  @Test
  void aBoundItselfIsAllowed() {
    Setting<Integer> zero = Setting.count("zero", 8, "From 0 on.");
    Setting<Integer> one = Setting.positive("one", 8, "From 1 on.");
    Setting<Integer> port = Setting.port("port", 8080, "To 65535.");
    Setting<DataSize> size = Setting.atMost("2GiB", Setting.size("size", "1B", "To 2 GiB."));

    Settings settings =
        Settings.of(
            Map.of("zero", "0", "one", "1", "port", "65535", "size", "2048MiB"),
            List.of(zero, one, port, size));

    assertThat(settings.get(zero)).isZero();
    assertThat(settings.get(one)).isEqualTo(1);
    assertThat(settings.get(port)).isEqualTo(65_535);
    assertThat(settings.get(size)).isEqualTo(new DataSize(2L << 30));
  }

  @Test
  void anArgumentThatIsNotASettingIsRefused() {
    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(() -> Settings.load(new String[] {"start"}, KNOWN))
        .withMessage("'start' is not of the form --key=value or --config=FILE");
  }

  @Test
  void aFileThatCannotBeReadIsNamed() {
    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(() -> Settings.load(new String[] {"--config=" + folder.resolve("none")}, KNOWN))
        .withMessageStartingWith("cannot read the settings file " + folder.resolve("none"));
  }

  @Test
  void theTableShowsEverySetting() {
    assertThat(SettingsTable.markdown(KNOWN))
        .isEqualTo(
            """
            | setting | default | meaning |
            |---|---|---|
            | `bus.name` | required | The bus's name. |
            | `http.port` | `8080` | The port. |
            | `http.wait` | `2s` | How long to wait. |
            | `http.limit` | `1MiB` | The limit. |
            """);
  }
}
