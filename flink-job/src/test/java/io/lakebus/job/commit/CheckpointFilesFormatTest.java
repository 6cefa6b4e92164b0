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
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Checkpoints outlive builds: what one has written, the next one reads. */
class CheckpointFilesFormatTest {

  private static final TableId CAT1 = new TableId("sports", "cat1");
  private static final TableFiles FILES =
      new TableFiles(
          List.of(
              new WrittenFile("s3://b/f", 258, 3, "{}"), new WrittenFile("s3://b/g", 1, 1, "é")),
          Offsets.of(Map.of(0, 5L)),
          Set.of(new UUID(7, 9)));
  private static final CheckpointFiles CHECKPOINT =
      new CheckpointFiles(
          new CommitKey("sports", "epoch", 7),
          Map.of(CAT1, FILES),
          Optional.of(Offsets.of(Map.of(0, 4L))),
          Offsets.of(Map.of(0, 9L, 1, 2L)),
          Optional.of("topic"));

  private static final String KEY = "0773706f7274730665706f63680000000000000007";
  private static final String TABLE =
      "000000010773706f727473056361743100000001000000000000000000000005";
  private static final String UUIDS =
      "000000012530303030303030302d303030302d303030372d303030302d303030303030303030303039";
  private static final String TABLES_FILES =
      "000000020973333a2f2f622f6600000000000001020000000000000003000000027b7d"
          + "0973333a2f2f622f670000000000000001000000000000000100000002c3a9";
  private static final String COMPLETE = "00000002000000000000000000000009000000010000000000000002";

  /** As version 1 has written it; never changed. */
  private static final String VERSION_1 = KEY + TABLE + TABLES_FILES + COMPLETE;

  /** As version 2 has written it; never changed. */
  private static final String VERSION_2 =
      VERSION_1 + "01" + "00000001" + "00000000" + "0000000000000004";

  /** As version 3 has written it; never changed. */
  private static final String VERSION_3 = VERSION_2 + "01" + "06746f706963";

  /** As version 4 has written it; never changed. */
  private static final String VERSION_4 =
      VERSION_3.replace(TABLE + TABLES_FILES, TABLE + UUIDS + TABLES_FILES);

  @Test
  void whatVersionOneHasWrittenIsRead() throws IOException {
    byte[] written = HexFormat.of().parseHex(VERSION_1);
    assertThat(new CheckpointFilesFormat().deserialize(1, written))
        .isEqualTo(of(Optional.empty(), Optional.empty(), withoutUuids()));
  }

  @Test
  void whatVersionTwoHasWrittenIsRead() throws IOException {
    CheckpointFilesFormat format = new CheckpointFilesFormat();
    assertThat(format.deserialize(2, HexFormat.of().parseHex(VERSION_2)))
        .isEqualTo(of(CHECKPOINT.begin(), Optional.empty(), withoutUuids()));
    assertThat(format.deserialize(2, HexFormat.of().parseHex(VERSION_1 + "00")))
        .isEqualTo(of(Optional.empty(), Optional.empty(), withoutUuids()));
  }

  @Test
  void whatVersionThreeHasWrittenIsRead() throws IOException {
    CheckpointFilesFormat format = new CheckpointFilesFormat();
    assertThat(format.deserialize(3, HexFormat.of().parseHex(VERSION_3)))
        .isEqualTo(of(CHECKPOINT.begin(), CHECKPOINT.topicId(), withoutUuids()));
    assertThat(format.deserialize(3, HexFormat.of().parseHex(VERSION_1 + "0000")))
        .isEqualTo(of(Optional.empty(), Optional.empty(), withoutUuids()));
  }

  @Test
  void whatVersionFourHasWrittenIsRead() throws IOException {
    byte[] written = HexFormat.of().parseHex(VERSION_4);
    assertThat(new CheckpointFilesFormat().deserialize(4, written)).isEqualTo(CHECKPOINT);
  }

  @Test
  void theFormatOfVersionFourIsWritten() throws IOException {
    CheckpointFilesFormat format = new CheckpointFilesFormat();
    assertThat(format.getVersion()).isEqualTo(4);
    assertThat(HexFormat.of().formatHex(format.serialize(CHECKPOINT))).isEqualTo(VERSION_4);
    assertThat(
            HexFormat.of()
                .formatHex(format.serialize(of(Optional.empty(), Optional.empty(), FILES))))
        .isEqualTo(KEY + TABLE + UUIDS + TABLES_FILES + COMPLETE + "0000");
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
    assertThat(format.deserialize(2, format.serialize(files))).isEqualTo(files);
  }

  @Test
  void writesResultsOfVersionOneAreRead() throws IOException {
    byte[] written = HexFormat.of().parseHex(TABLE + TABLES_FILES + COMPLETE);
    assertThat(new SubtaskFilesFormat().deserialize(1, written))
        .isEqualTo(new SubtaskFiles(Map.of(CAT1, withoutUuids()), CHECKPOINT.complete()));
  }

  private static TableFiles withoutUuids() {
    return new TableFiles(FILES.files(), FILES.first());
  }

  private static CheckpointFiles of(
      Optional<Offsets> begin, Optional<String> topicId, TableFiles files) {
    return new CheckpointFiles(
        CHECKPOINT.key(), Map.of(CAT1, files), begin, CHECKPOINT.complete(), topicId);
  }
}
