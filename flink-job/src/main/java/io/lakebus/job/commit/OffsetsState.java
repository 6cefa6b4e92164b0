// SPDX-License-Identifier: Apache-2.0
package io.lakebus.job.commit;

import io.lakebus.job.log.Offsets;
import java.util.List;
import java.util.Optional;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.OperatorStateStore;
import org.apache.flink.api.common.typeutils.base.StringSerializer;

/** A place in the log in an operator's state, as JSON. The operator runs once. */
final class OffsetsState {

  private final ListState<String> state;

  private OffsetsState(ListState<String> state) {
    this.state = state;
  }

  /** The state of this name; empty where nothing was restored. */
  static OffsetsState of(OperatorStateStore store, String name) throws Exception {
    return new OffsetsState(
        store.getListState(new ListStateDescriptor<>(name, StringSerializer.INSTANCE)));
  }

  Optional<Offsets> get() throws Exception {
    Optional<Offsets> offsets = Optional.empty();
    for (String json : state.get()) {
      offsets = Optional.of(Offsets.parse(json));
    }
    return offsets;
  }

  void set(Offsets offsets) throws Exception {
    state.update(List.of(offsets.toJson()));
  }
}
