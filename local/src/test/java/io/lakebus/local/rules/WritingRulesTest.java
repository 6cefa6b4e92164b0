// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.rules;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lakebus.bus.BusParser;
import io.lakebus.bus.ParsedBus;
import io.lakebus.event.StrictJson;
import io.lakebus.local.Lakebus;
import io.lakebus.rule.EventPattern;
import io.lakebus.rule.RuleMatcher;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Executes the examples of docs/writing-rules.md and docs/contracts.md. */
final class WritingRulesTest {

  private static final Path DOCUMENTS = Path.of("../docs");
  private static final String RULES = "writing-rules.md";
  private static final String CONTRACTS = "contracts.md";
  private static final Pattern BLOCK = Pattern.compile("```(\\w+)\\n(.*?)```", Pattern.DOTALL);
  private static final Pattern CODE = Pattern.compile("`([^`]+)`|absent");
  private static final String CAT = "$ cat bus.yaml\n";
  private static final String LIST = "$ ./lakebus rules list -f bus.yaml\n";
  private static final String TEST = "$ ./lakebus rules test event.json -f bus.yaml\n";

  /** A fenced block: its language and its text. */
  private record Block(String language, String text) {}

  @TempDir private Path folder;

  static Stream<String> operators() throws IOException {
    return Files.readString(DOCUMENTS.resolve(RULES))
        .lines()
        .dropWhile(line -> !line.startsWith("| operator"))
        .skip(2)
        .takeWhile(line -> line.startsWith("|"));
  }

  @ParameterizedTest
  @MethodSource("operators")
  void anOperatorMatchesWhatItsLineSays(String line) throws Exception {
    String[] cells = line.split("\\|", -1);
    String condition = values(cells[2]).getFirst();
    RuleMatcher matcher =
        new RuleMatcher(List.of(EventPattern.parse("{\"detail\":{\"x\":" + condition + "}}")));
    assertThat(values(cells[3])).isNotEmpty().allMatch(value -> matches(matcher, value));
    assertThat(values(cells[4])).isNotEmpty().noneMatch(value -> matches(matcher, value));
  }

  @ParameterizedTest
  @CsvSource({RULES + ",8", CONTRACTS + ",1"})
  void everyDefinitionIsRight(String document, int count) throws IOException {
    List<String> definitions =
        blocks(document).stream()
            .filter(block -> block.language().equals("yaml"))
            .map(Block::text)
            .toList();
    assertThat(definitions)
        .hasSize(count)
        .allSatisfy(
            yaml ->
                assertThat(BusParser.parse("bus.yaml", yaml)).isInstanceOf(ParsedBus.Valid.class));
  }

  @ParameterizedTest
  @CsvSource({RULES + ",6", CONTRACTS + ",3"})
  void everyTestOfAnEventPrintsWhatTheDocumentShows(String document, int count) throws IOException {
    String definition = "";
    String event = "";
    int executed = 0;
    for (Block block : blocks(document)) {
      switch (block.language()) {
        case "yaml" -> definition = block.text();
        case "json" -> event = block.text();
        default -> {
          if (block.text().startsWith(TEST)) {
            assertThat(testOf(definition, event)).isEqualTo(block.text().substring(TEST.length()));
            executed++;
          }
        }
      }
    }
    assertThat(executed).isEqualTo(count);
  }

  @ParameterizedTest
  @ValueSource(strings = {RULES, CONTRACTS})
  void theMistakesAreThoseThatTheDocumentShows(String document) throws IOException {
    String shown =
        blocks(document).stream()
            .map(Block::text)
            .filter(text -> text.startsWith(CAT))
            .findFirst()
            .orElseThrow();
    String definition = shown.substring(CAT.length(), shown.indexOf(LIST));
    Path bus = Files.writeString(folder.resolve("bus.yaml"), definition);
    assertThat(output("rules", "list", "-f", bus.toString()))
        .isEqualTo(shown.substring(shown.indexOf(LIST) + LIST.length()));
  }

  private String testOf(String definition, String event) throws IOException {
    Path bus = Files.writeString(folder.resolve("bus.yaml"), definition);
    Path file = Files.writeString(folder.resolve("event.json"), event);
    return output("rules", "test", file.toString(), "-f", bus.toString());
  }

  private static String output(String... arguments) {
    StringWriter out = new StringWriter();
    PrintWriter printer = new PrintWriter(out, true);
    Lakebus.commandLine().setOut(printer).setErr(printer).execute(arguments);
    return out.toString();
  }

  private static boolean matches(RuleMatcher matcher, String value) {
    String detail = value.equals("absent") ? "{}" : "{\"x\":" + value + "}";
    try {
      return matcher.match((ObjectNode) StrictJson.mapper().readTree("{\"detail\":" + detail + "}"))
              .length
          == 1;
    } catch (IOException e) {
      throw new AssertionError(value, e);
    }
  }

  private static List<String> values(String cell) {
    List<String> values = new ArrayList<>();
    CODE.matcher(cell)
        .results()
        .forEach(found -> values.add(found.group(1) == null ? "absent" : found.group(1)));
    return values;
  }

  private static List<Block> blocks(String document) throws IOException {
    return BLOCK
        .matcher(Files.readString(DOCUMENTS.resolve(document)))
        .results()
        .map((MatchResult found) -> new Block(found.group(1), found.group(2)))
        .toList();
  }
}
