// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.service;

import io.lakebus.local.stack.Home;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Objects;

/** How the servers that are not ours log: to standard output, which the keeper sends to a file. */
final class Logging {

  private static final String RESOURCE = "logback-servers.xml";

  private Logging() {}

  /** The option of the virtual machine that names the configuration, which is written now. */
  static String option(Home home) throws IOException {
    Path file = home.etc().resolve("logback.xml");
    Files.createDirectories(file.getParent());
    try (InputStream resource =
        Objects.requireNonNull(Logging.class.getResourceAsStream(RESOURCE), RESOURCE)) {
      Path temporary = Files.createTempFile(file.getParent(), "logback", ".new");
      Files.copy(resource, temporary, StandardCopyOption.REPLACE_EXISTING);
      Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
    }
    return "-Dlogback.configurationFile=" + file;
  }
}
