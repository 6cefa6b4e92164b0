// SPDX-License-Identifier: Apache-2.0
package io.lakebus.job.write;

import io.lakebus.job.log.LogWire;
import io.lakebus.job.stream.VersionedFormat;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Write's results on their way to commit. */
public final class SubtaskFilesFormat extends VersionedFormat<SubtaskFiles> {

  private static final int VERSION = 1;

  public SubtaskFilesFormat() {
    super(VERSION);
  }

  @Override
  protected void write(SubtaskFiles files, DataOutputView out) throws IOException {
    FilesFormat.write(files.tables(), out);
    LogWire.writeOffsets(files.complete(), out);
  }

  @Override
  protected SubtaskFiles read(DataInputView in) throws IOException {
    return new SubtaskFiles(FilesFormat.read(in), LogWire.readOffsets(in));
  }
}
