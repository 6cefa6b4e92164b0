// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway.hook;

import io.lakebus.bus.Bus;
import io.lakebus.bus.Hook;
import io.lakebus.gateway.TestGateway;
import io.lakebus.gateway.log.InMemoryEventLog;
import io.lakebus.gateway.secret.SystemSecrets;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Runs the commands of docs/webhooks.md as they stand, but for the port. */
class WebhooksDocumentIT {

  private static final Pattern COMMANDS =
      Pattern.compile("<!-- (secrets|executed) -->\n```bash\n(.*?)```", Pattern.DOTALL);

  @Test
  void eachCommandSendsAWebhookThatIsAccepted() throws IOException, InterruptedException {
    Bus bus = WebhooksDocumentTest.definition();
    List<Hook> hooks = WebhooksDocumentTest.hooks(bus);
    Map<String, String> secrets = secrets();
    InMemoryEventLog log = new InMemoryEventLog();

    try (TestGateway gateway =
        TestGateway.start(() -> bus, new SystemSecrets(secrets), InstantSource.system(), log)) {
      for (String command : commands("executed")) {
        String answer =
            run(command.replace("localhost:8080", "127.0.0.1:" + gateway.port()), secrets);
        assertThat(answer).contains("\"accepted\":1");
      }
    }

    assertThat(log.records()).hasSameSizeAs(hooks);
  }

  /** What the document's commands set, by the variables' names. */
  private static Map<String, String> secrets() throws IOException, InterruptedException {
    String output =
        run(String.join("", commands("secrets")) + "printenv | grep _SECRET=", Map.of());
    return Arrays.stream(output.split("\n"))
        .map(line -> line.split("=", 2))
        .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
  }

  private static List<String> commands(String mark) throws IOException {
    return COMMANDS
        .matcher(WebhooksDocumentTest.document())
        .results()
        .filter(found -> found.group(1).equals(mark))
        .map(found -> found.group(2))
        .toList();
  }

  private static String run(String script, Map<String, String> environment)
      throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder("bash", "-euo", "pipefail", "-c", script).redirectErrorStream(true);
    builder.environment().putAll(environment);
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    return output;
  }
}
