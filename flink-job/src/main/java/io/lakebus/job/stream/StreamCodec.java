// SPDX-License-Identifier: Apache-2.0
package io.lakebus.job.stream;

import java.io.IOException;
import java.io.Serializable;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Writes elements for the network and reads them back. Stateless. Elements live only between two
 * tasks of one run (checkpoints are aligned), so the format may change from one build to the next.
 *
 * @param <T> the elements' type, immutable
 */
public interface StreamCodec<T> extends Serializable {

  /** Writes one element. */
  void write(T element, DataOutputView out) throws IOException;

  /** Reads what {@link #write} wrote. */
  T read(DataInputView in) throws IOException;
}
