// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway.log;

import java.util.List;

class InMemoryEventLogTest extends EventLogContract {

  private final InMemoryEventLog log = new InMemoryEventLog();

  @Override
  EventLog log() {
    return log;
  }

  @Override
  List<Stored> stored() {
    return log.records().stream()
        .map(record -> Stored.of(record.key(), record.headers(), record.value()))
        .toList();
  }

  @Override
  void goDown() {
    log.goDown();
  }

  @Override
  void comeBack() {
    log.comeBack();
  }

  @Override
  void awaitAvailable() {}
}
