// SPDX-License-Identifier: Apache-2.0
package io.lakebus.definition;

import java.time.Instant;
import java.time.InstantSource;

class InMemoryDefinitionLogTest extends DefinitionLogContract {

  private final InMemoryDefinitionLog log =
      new InMemoryDefinitionLog(InstantSource.fixed(Instant.parse("2026-11-23T08:00:00Z")));

  @Override
  DefinitionLog log() {
    return log;
  }

  @Override
  void goDown() {
    log.goDown();
  }

  @Override
  void appendRubbish() {
    log.append(version -> new LoggedDefinition.Unreadable(version, "rubbish"));
  }
}
