// SPDX-License-Identifier: Apache-2.0
package io.lakebus.job.write;

import io.lakebus.job.log.LogWire;
import io.lakebus.job.stream.VersionedFormat;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Write's results on their way to commit. */
public final class SubtaskFilesFormat extends VersionedFormat<SubtaskFiles> {

  /** The same without the tables that files were written for. */
  private static final int WITHOUT_UUIDS = 1;

  private static final int VERSION = 2;

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

  @Override
  protected SubtaskFiles readOlder(int written, DataInputView in) throws IOException {
    if (written != WITHOUT_UUIDS) {
      return super.readOlder(written, in);
    }
    return new SubtaskFiles(FilesFormat.readWithoutUuids(in), LogWire.readOffsets(in));
  }
}
