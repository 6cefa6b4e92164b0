// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.sample;

import java.time.OffsetDateTime;
import java.util.Map;

/**
 * One record of the sample.
 *
 * @param type its type, {@code match.score} for example
 * @param id its id, unique in the sample
 * @param occurredAt when it happened, in the time zone of its place
 * @param fields what its type says, by column; a field that is not there is an empty cell
 */
public record SportEvent(
    String type, String id, OffsetDateTime occurredAt, Map<String, String> fields) {

  public SportEvent {
    fields = Map.copyOf(fields);
  }
}
