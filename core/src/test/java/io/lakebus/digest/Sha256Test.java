// SPDX-License-Identifier: Apache-2.0
package io.lakebus.digest;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class Sha256Test {

  /** FIPS 180-2, appendix B.1. */
  private static final String OF_ABC =
      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

  @Test
  void theStandardsExampleHasTheStandardsDigest() {
    assertThat(Sha256.hex("abc")).isEqualTo(OF_ABC);
    assertThat(Sha256.hex("abc".getBytes(StandardCharsets.US_ASCII))).isEqualTo(OF_ABC);
    assertThat(Sha256.of("abc")).isEqualTo(HexFormat.of().parseHex(OF_ABC));
  }

  @Test
  void aTextsDigestIsThatOfItsUtf8() {
    assertThat(Sha256.hex("žluť")).isEqualTo(Sha256.hex("žluť".getBytes(StandardCharsets.UTF_8)));
  }
}
