// SPDX-License-Identifier: Apache-2.0
package io.lakebus.job.commit;

import io.lakebus.job.stream.VersionedFormat;
import io.lakebus.job.stream.Wire;
import io.lakebus.job.write.FilesFormat;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Committables as checkpoints keep them. */
public final class CheckpointFilesFormat extends VersionedFormat<CheckpointFiles> {

  private static final int VERSION = 1;

  public CheckpointFilesFormat() {
    super(VERSION);
  }

  @Override
  protected void write(CheckpointFiles files, DataOutputView out) throws IOException {
    Wire.writeText(files.key().pipeline(), out);
    Wire.writeText(files.key().epoch(), out);
    out.writeLong(files.key().checkpoint());
    FilesFormat.write(files.tables(), out);
    Wire.writeOffsets(files.complete(), out);
  }

  @Override
  protected CheckpointFiles read(DataInputView in) throws IOException {
    return new CheckpointFiles(
        new CommitKey(Wire.readText(in), Wire.readText(in), in.readLong()),
        FilesFormat.read(in),
        Wire.readOffsets(in));
  }
}
