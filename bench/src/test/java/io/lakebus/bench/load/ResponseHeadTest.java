// SPDX-License-Identifier: Apache-2.0
package io.lakebus.bench.load;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ResponseHeadTest {

  private static final String HEAD =
      "HTTP/1.1 202 Accepted\r\nContent-Type: application/json\r\nContent-Length: 17\r\n\r\n";

  private static ByteBuffer received(String text) {
    return ByteBuffer.allocate(1024).put(text.getBytes(StandardCharsets.US_ASCII));
  }

  @Test
  void theWholeAnswerIsHeadAndBody() throws IOException {
    assertThat(ResponseHead.read(received(HEAD + "{\"accepted\"")))
        .contains(new ResponseHead(202, HEAD.length() + 17, ResponseHead.Persistence.STAYS));
    assertThat(ResponseHead.read(received("HTTP/1.1 503 x\r\ncontent-length:0\r\n\r\n")))
        .contains(new ResponseHead(503, 36, ResponseHead.Persistence.STAYS));
  }

  @Test
  void aServerSaysThatTheConnectionEnds() throws IOException {
    String closing = "HTTP/1.1 413 x\r\nConnection: close\r\nContent-Length: 0\r\n\r\n";

    assertThat(ResponseHead.read(received(closing)))
        .contains(new ResponseHead(413, closing.length(), ResponseHead.Persistence.ENDS));
  }

  @Test
  void aHeadThatHasNotComeWholeIsWaitedFor() throws IOException {
    for (int length = 0; length < HEAD.length(); length++) {
      assertThat(ResponseHead.read(received(HEAD.substring(0, length)))).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 202 Accepted\r\nTransfer-Encoding: chunked\r\n\r\n",
        "HTTP/1.1 202 Accepted\r\nX-Content-Length: 17\r\n\r\n",
        "SSH-2.0-x\r\nContent-Length: 17\r\n\r\n"
      })
  void whatHasNoLengthIsNoAnswer(String head) {
    assertThatThrownBy(() -> ResponseHead.read(received(head))).isInstanceOf(IOException.class);
  }
}
