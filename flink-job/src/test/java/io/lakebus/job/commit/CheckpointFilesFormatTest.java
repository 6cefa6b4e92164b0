// SPDX-License-Identifier: Apache-2.0
package io.lakebus.job.commit;

import io.lakebus.job.log.Offsets;
import io.lakebus.job.write.SubtaskFiles;
import io.lakebus.job.write.SubtaskFilesFormat;
import io.lakebus.job.write.TableFiles;
import io.lakebus.job.write.WrittenFile;
import io.lakebus.route.TableId;
import java.io.IOException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Checkpoints outlive builds: what one has written, the next one reads. */
class CheckpointFilesFormatTest {

  private static final TableFiles FILES =
      new TableFiles(
          List.of(
              new WrittenFile("s3://b/f", 258, 3, "{}"), new WrittenFile("s3://b/g", 1, 1, "é")),
          Offsets.of(Map.of(0, 5L)));
  private static final CheckpointFiles CHECKPOINT =
      new CheckpointFiles(
          new CommitKey("sports", "epoch", 7),
          Map.of(new TableId("sports", "cat1"), FILES),
          Optional.of(Offsets.of(Map.of(0, 4L))),
          Offsets.of(Map.of(0, 9L, 1, 2L)),
          Optional.of("topic"));

  /** As version 1 has written it; never changed. */
  private static final String VERSION_1 =
      "0773706f7274730665706f63680000000000000007000000010773706f7274730563617431"
          + "00000001000000000000000000000005000000020973333a2f2f622f66000000000000010200"
          + "00000000000003000000027b7d0973333a2f2f622f6700000000000000010000000000000001"
          + "00000002c3a900000002000000000000000000000009000000010000000000000002";

  /** As version 2 has written it; never changed. */
  private static final String VERSION_2 =
      VERSION_1 + "01" + "00000001" + "00000000" + "0000000000000004";

  /** As version 3 has written it; never changed. */
  private static final String VERSION_3 = VERSION_2 + "01" + "06746f706963";

  @Test
  void whatVersionOneHasWrittenIsRead() throws IOException {
    byte[] written = HexFormat.of().parseHex(VERSION_1);
    assertThat(new CheckpointFilesFormat().deserialize(1, written)).isEqualTo(withoutBegin());
  }

  @Test
  void whatVersionTwoHasWrittenIsRead() throws IOException {
    CheckpointFilesFormat format = new CheckpointFilesFormat();
    assertThat(format.deserialize(2, HexFormat.of().parseHex(VERSION_2))).isEqualTo(withoutTopic());
    assertThat(format.deserialize(2, HexFormat.of().parseHex(VERSION_1 + "00")))
        .isEqualTo(withoutBegin());
  }

  @Test
  void whatVersionThreeHasWrittenIsRead() throws IOException {
    CheckpointFilesFormat format = new CheckpointFilesFormat();
    assertThat(format.deserialize(3, HexFormat.of().parseHex(VERSION_3))).isEqualTo(CHECKPOINT);
    assertThat(format.deserialize(3, HexFormat.of().parseHex(VERSION_1 + "0000")))
        .isEqualTo(withoutBegin());
  }

  @Test
  void theFormatOfVersionThreeIsWritten() throws IOException {
    CheckpointFilesFormat format = new CheckpointFilesFormat();
    assertThat(format.getVersion()).isEqualTo(3);
    assertThat(HexFormat.of().formatHex(format.serialize(CHECKPOINT))).isEqualTo(VERSION_3);
    assertThat(HexFormat.of().formatHex(format.serialize(withoutBegin())))
        .isEqualTo(VERSION_1 + "0000");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 9})
  void anUnknownVersionIsRefused(int version) {
    assertThatThrownBy(() -> new CheckpointFilesFormat().deserialize(version, new byte[0]))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("version " + version);
  }

  @Test
  void writesResultsComeThroughWhole() throws IOException {
    SubtaskFiles files =
        new SubtaskFiles(
            Map.of(new TableId("a", "b"), FILES, new TableId("a", "c"), FILES),
            Offsets.of(Map.of(2, 3L)));
    SubtaskFilesFormat format = new SubtaskFilesFormat();
    assertThat(format.deserialize(1, format.serialize(files))).isEqualTo(files);
  }

  private static CheckpointFiles withoutTopic() {
    return new CheckpointFiles(
        CHECKPOINT.key(), CHECKPOINT.tables(), CHECKPOINT.begin(), CHECKPOINT.complete());
  }

  private static CheckpointFiles withoutBegin() {
    return new CheckpointFiles(
        CHECKPOINT.key(), CHECKPOINT.tables(), Optional.empty(), CHECKPOINT.complete());
  }
}
