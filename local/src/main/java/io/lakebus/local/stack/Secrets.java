// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;

/** Passwords of the stack's services, each made once and kept with the data it protects. */
public final class Secrets {

  private static final int BYTES = 24;

  private final Path folder;
  private final SecureRandom random = new SecureRandom();

  public Secrets(Home home) {
    this.folder = home.etc().resolve("secrets");
  }

  /** The secret of this name, made now if there is none yet. */
  public String get(String name) throws IOException {
    Path file = file(name);
    if (!Files.exists(file)) {
      PrivateFiles.write(file, random() + System.lineSeparator());
    }
    return Files.readString(file).strip();
  }

  /** The file that holds a secret, which {@link #get} has made. */
  public Path file(String name) {
    return folder.resolve(name);
  }

  /** A new random text of letters and digits. */
  public String random() {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
