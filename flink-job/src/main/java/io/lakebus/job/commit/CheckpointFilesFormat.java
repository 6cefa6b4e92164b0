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

  /** The same without the place where the commit begins. */
  private static final int WITHOUT_BEGIN = 1;

  private static final int VERSION = 2;

  public CheckpointFilesFormat() {
    super(VERSION);
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
  }

  @Override
  protected CheckpointFiles read(DataInputView in) throws IOException {
    CommitKey key = readKey(in);
    Map<TableId, TableFiles> tables = FilesFormat.read(in);
    Offsets complete = LogWire.readOffsets(in);
    Optional<Offsets> begin =
        in.readBoolean() ? Optional.of(LogWire.readOffsets(in)) : Optional.empty();
    return new CheckpointFiles(key, tables, begin, complete);
  }

  @Override
  protected CheckpointFiles readOlder(int written, DataInputView in) throws IOException {
    if (written != WITHOUT_BEGIN) {
      return super.readOlder(written, in);
    }
    CommitKey key = readKey(in);
    return new CheckpointFiles(
        key, FilesFormat.read(in), Optional.empty(), LogWire.readOffsets(in));
  }

  private static CommitKey readKey(DataInputView in) throws IOException {
    return new CommitKey(Wire.readText(in), Wire.readText(in), in.readLong());
  }
}
