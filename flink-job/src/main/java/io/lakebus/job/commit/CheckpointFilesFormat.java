// SPDX-License-Identifier: Apache-2.0
package io.lakebus.job.commit;

import io.lakebus.job.log.LogWire;
import io.lakebus.job.log.Offsets;
import io.lakebus.job.stream.VersionedFormat;
import io.lakebus.job.stream.Wire;
import io.lakebus.job.write.FilesFormat;
import io.lakebus.job.write.TableFiles;
import io.lakebus.route.TableId;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Committables as checkpoints keep them. */
public final class CheckpointFilesFormat extends VersionedFormat<CheckpointFiles> {

  /** The first version. */
  private static final int WITHOUT_BEGIN = 1;

  /** Since this version it is told where the commit begins. */
  private static final int WITH_BEGIN = 2;

  /** Since this version it is told which topic the log is. */
  private static final int WITH_TOPIC = 3;

  /** Since this version it is told which tables files were written for. */
  private static final int WITH_UUIDS = 4;

  public CheckpointFilesFormat() {
    super(WITH_UUIDS);
  }

  @Override
  protected void write(CheckpointFiles files, DataOutputView out) throws IOException {
    Wire.writeText(files.key().pipeline(), out);
    Wire.writeText(files.key().epoch(), out);
    out.writeLong(files.key().checkpoint());
    FilesFormat.write(files.tables(), out);
    LogWire.writeOffsets(files.complete(), out);
    out.writeBoolean(files.begin().isPresent());
    if (files.begin().isPresent()) {
      LogWire.writeOffsets(files.begin().get(), out);
    }
    Wire.writeOptional(files.topicId(), out);
  }

  @Override
  protected CheckpointFiles read(DataInputView in) throws IOException {
    return read(WITH_UUIDS, in);
  }

  @Override
  protected CheckpointFiles readOlder(int written, DataInputView in) throws IOException {
    if (written < WITHOUT_BEGIN || written > WITH_UUIDS) {
      return super.readOlder(written, in);
    }
    return read(written, in);
  }

  private static CheckpointFiles read(int version, DataInputView in) throws IOException {
    CommitKey key = new CommitKey(Wire.readText(in), Wire.readText(in), in.readLong());
    Map<TableId, TableFiles> tables =
        version >= WITH_UUIDS ? FilesFormat.read(in) : FilesFormat.readWithoutUuids(in);
    Offsets complete = LogWire.readOffsets(in);
    Optional<Offsets> begin =
        version >= WITH_BEGIN && in.readBoolean()
            ? Optional.of(LogWire.readOffsets(in))
            : Optional.empty();
    Optional<String> topicId = version >= WITH_TOPIC ? Wire.readOptional(in) : Optional.empty();
    return new CheckpointFiles(key, tables, begin, complete, topicId);
  }
}
