// SPDX-License-Identifier: Apache-2.0
package io.lakebus.contract;

import com.networknt.schema.SchemaException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static io.lakebus.contract.Schemas.bytes;
import static io.lakebus.contract.Schemas.json;
import static io.lakebus.contract.Schemas.schema;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Whatever a schema names, no connection and no file is opened for it. */
class NothingIsLoadedTest {

  @TempDir private Path folder;
  private ServerSocket server;
  private String host;

  @BeforeEach
  void listen() throws IOException {
    server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    host = "http://127.0.0.1:" + server.getLocalPort();
  }

  @AfterEach
  void close() throws IOException {
    server.close();
  }

  @Test
  void aRemoteNameOfASchemaIsOnlyAName() throws IOException {
    ContractSchema schema =
        schema(
            "{'$id':'%s/a.json','$schema':'https://json-schema.org/draft/2020-12/schema',"
                    .formatted(host)
                + "'properties':{'a':{'$ref':'#/$defs/b'},'c':{'$ref':'#d'}},"
                + "'$defs':{'b':{'type':'string'},'e':{'$anchor':'d','type':'string'}}}");

    assertThat(schema.violations(bytes("{'a':1,'c':1}")))
        .containsExactly(
            new Violation("integer found, string expected", "/a"),
            new Violation("integer found, string expected", "/c"));
    assertThatNobodyCalled();
  }

  @Test
  void aReferenceThatLeadsOutIsRefused() throws IOException {
    Path file = Files.writeString(folder.resolve("other.json"), "{}");

    for (String reference : List.of(host + "/other.json", file.toUri().toString())) {
      for (String keyword : List.of("$ref", "$dynamicRef")) {
        assertThatThrownBy(
                () -> ContractSchema.of(json("{'%s':'%s'}".formatted(keyword, reference))))
            .isInstanceOf(InvalidSchemaException.class)
            .hasMessage(
                "/%s: '%s' leads out of the schema; a reference begins with #"
                    .formatted(keyword, reference));
      }
    }
    assertThatNobodyCalled();
  }

  @Test
  void anotherDialectIsRefused() throws IOException {
    assertThatThrownBy(() -> ContractSchema.of(json("{'$schema':'" + host + "/dialect'}")))
        .isInstanceOf(InvalidSchemaException.class)
        .hasMessageStartingWith("/$schema: is not https://json-schema.org/draft/2020-12/schema");
    assertThatNobodyCalled();
  }

  /** Also without the checks before it. */
  @Test
  void theLibraryLoadsNothing() throws IOException {
    Path file = Files.writeString(folder.resolve("other.json"), "{}");

    for (String schema :
        List.of(
            "{'$ref':'" + host + "/other.json'}",
            "{'$ref':'" + file.toUri() + "'}",
            "{'$ref':'classpath:draft/2020-12/schema'}",
            "{'$ref':'https://json-schema.org/draft/2020-12/schema'}",
            "{'$id':'" + host + "/','$ref':'other.json'}",
            "{'$schema':'" + host + "/dialect'}")) {
      assertThatThrownBy(() -> SchemaLibrary.compile(json(schema)))
          .as(schema)
          .isInstanceOf(SchemaException.class);
    }
    assertThatNobodyCalled();
  }

  private void assertThatNobodyCalled() throws IOException {
    server.setSoTimeout(1);
    assertThatThrownBy(server::accept).isInstanceOf(SocketTimeoutException.class);
  }
}
