// SPDX-License-Identifier: Apache-2.0
package io.lakebus.bench.load;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class RequestsTest {

  private static final Pattern ID = Pattern.compile("\"id\":\"([0-9a-f]{16})\"");

  @TempDir Path folder;

  private static String text(ByteBuffer request) {
    return StandardCharsets.US_ASCII.decode(request).toString();
  }

  private static String body(String request) {
    return request.substring(request.indexOf("\r\n\r\n") + 4);
  }

  private static List<String> ids(String body) {
    return ID.matcher(body).results().map(result -> result.group(1)).toList();
  }

  private static Requests requests(AtomicLong numbers, int batch) {
    return new Requests(new EventBodies(), numbers, new LoadPlan.Target(8080, "key", batch));
  }

  @Test
  void aRequestOfOneEventHasItAsItsBody() {
    Requests requests = requests(new AtomicLong(0xabc), 1);

    String request = text(requests.next());

    assertThat(request)
        .startsWith(
            String.join(
                "\r\n",
                "POST /v1/events HTTP/1.1",
                "Host: 127.0.0.1:8080",
                "Authorization: Bearer key",
                "Content-Type: application/json",
                "Content-Length: 1024",
                "",
                "{\"id\":\"0000000000000abc\",\"detail-type\":\"match.score\",\"detail\":{"));
    assertThat(body(request)).hasSize(1024).endsWith("\"}}");
    assertThat(ids(body(text(requests.next())))).containsExactly("0000000000000abd");
  }

  @Test
  void aBatchIsAnArrayWhoseEventsHaveIdsOfTheirOwn() throws Exception {
    Requests requests = requests(new AtomicLong(), 100);

    Set<String> ids = new HashSet<>();
    for (int i = 0; i < 20; i++) {
      String request = text(requests.next());
      String body = body(request);
      assertThat(request).contains("Content-Length: " + body.length() + "\r\n");
      assertThat(body).startsWith("[{").endsWith("}]").hasSize(1 + 100 * 1025);
      assertThat(body.split("\\},\\{\"id\"", -1)).hasSize(100);
      ids.addAll(ids(body));
    }
    assertThat(ids).hasSize(2000);
  }

  @Test
  void theFileHasEveryEventOnALineAndIsTheSameEachTime() throws IOException {
    Path one = folder.resolve("one");
    Path other = folder.resolve("other");

    new EventBodies().write(one);
    new EventBodies().write(other);

    List<String> lines = Files.readAllLines(one);
    assertThat(lines).hasSize(EventBodies.DIFFERENT).allMatch(line -> line.length() == 1024);
    assertThat(Set.copyOf(lines)).hasSize(EventBodies.DIFFERENT);
    assertThat(Files.readAllBytes(one)).isEqualTo(Files.readAllBytes(other));
  }

  @Test
  void connectionsThatShareTheNumbersNeverSendOneTwice() {
    AtomicLong numbers = new AtomicLong();
    Requests one = requests(numbers, 3);
    Requests other = requests(numbers, 3);

    Set<String> ids = new HashSet<>();
    for (int i = 0; i < 10; i++) {
      ids.addAll(ids(body(text(one.next()))));
      ids.addAll(ids(body(text(other.next()))));
    }
    assertThat(ids).hasSize(60);
  }
}
