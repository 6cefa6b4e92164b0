// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local;

import io.lakebus.local.stack.Ports;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

import static org.assertj.core.api.Assertions.assertThat;

class UpCommandTest {

  @TempDir private Path folder;

  @Test
  void aStartThatCannotBeLeavesNothingBehind() throws IOException {
    Path home = folder.resolve("new/home");
    StringWriter err = new StringWriter();
    CommandLine lakebus = Lakebus.commandLine().setErr(new PrintWriter(err));
    int port;
    int exitCode;
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = taken.getLocalPort();
      int offset = port - new Ports(0).trino();

      exitCode =
          lakebus.execute(
              "up", "--home", home.toString(), "--port-offset", Integer.toString(offset));
    }

    assertThat(err.toString())
        .contains(
            "Port " + port + " is in use by another program; trino needs it.",
            "Nothing was started");
    assertThat(exitCode).isEqualTo(1);
    assertThat(folder).isEmptyDirectory();
  }
}
