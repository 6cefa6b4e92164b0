// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class PiecesTest {

  private static final int KIB = 1 << 10;
  private static final int NO_BOUND = Integer.MAX_VALUE;

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 16 * KIB - 1, 16 * KIB, 16 * KIB + 1, 100_000, 3_000_000})
  void allBytesAreThereInTheirOrder(int count) throws IOException {
    byte[] bytes = new byte[count];
    new Random(count).nextBytes(bytes);

    assertThat(gathered(bytes, new ArrayList<>())).isEqualTo(bytes);
  }

  @Test
  void piecesGrowWithWhatIsThereAndNoneIsLarge() throws IOException {
    List<Integer> sizes = new ArrayList<>();

    byte[] all = gathered(new byte[1_000 * KIB], sizes);

    assertThat(all).hasSize(1_000 * KIB);
    assertThat(sizes)
        .isEqualTo(
            List.of(
                16 * KIB, 16 * KIB, 32 * KIB, 64 * KIB, 128 * KIB, 256 * KIB, 256 * KIB,
                256 * KIB));
  }

  @Test
  void aPieceIsNoLargerThanWhatMayCome() {
    assertThat(new Pieces().nextSize(7)).isEqualTo(7);
  }

  @Test
  void aSinglePieceThatIsFullIsNotCopied() throws IOException {
    Pieces pieces = new Pieces();
    pieces.begin(2);
    pieces.add((byte) 1);

    boolean more = pieces.readFrom(new ByteArrayInputStream(new byte[] {2, 3}));

    assertThat(more).isTrue();
    assertThat(pieces.isFull()).isTrue();
    assertThat(pieces.joined()).isEqualTo(new byte[] {1, 2}).isSameAs(pieces.joined());
  }

  private static byte[] gathered(byte[] bytes, List<Integer> sizes) throws IOException {
    InputStream stream = new ByteArrayInputStream(bytes);
    Pieces pieces = new Pieces();
    boolean open = true;
    while (open) {
      if (pieces.isFull()) {
        sizes.add(pieces.nextSize(NO_BOUND));
        pieces.begin(sizes.getLast());
      }
      open = pieces.readFrom(stream);
    }
    assertThat(pieces.length()).isEqualTo(bytes.length);
    return pieces.joined();
  }
}
