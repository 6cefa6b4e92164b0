// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway.tls;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One block of a PEM file (RFC 7468); text around blocks is explanation and skipped.
 *
 * @param label what it is
 * @param der its bytes
 */
record PemBlock(String label, byte[] der) {

  private static final Pattern BLOCK =
      Pattern.compile("-----BEGIN ([A-Z0-9 ]{1,40})-----(.*?)-----END \\1-----", Pattern.DOTALL);

  /**
   * All blocks of a file.
   *
   * @throws UnusableFileException if one is not in base64
   */
  static List<PemBlock> read(Path file, byte[] content) throws UnusableFileException {
    List<PemBlock> blocks = new ArrayList<>();
    Matcher matcher = BLOCK.matcher(new String(content, StandardCharsets.ISO_8859_1));
    while (matcher.find()) {
      try {
        String base64 = matcher.group(2).replaceAll("\\s", "");
        blocks.add(new PemBlock(matcher.group(1), Base64.getDecoder().decode(base64)));
      } catch (IllegalArgumentException e) {
        throw new UnusableFileException(
            file,
            "the block "
                + matcher.group(1)
                + " is damaged, or has a password; make the file again, without one");
      }
    }
    return blocks;
  }
}
