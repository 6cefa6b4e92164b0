// SPDX-License-Identifier: Apache-2.0
package io.lakebus.rule;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lakebus.event.Event;
import io.lakebus.event.Rfc3339;

/**
 * The event as EventBridge shows it to patterns and input transformers: {@code version}, {@code
 * id}, {@code detail-type}, {@code source}, {@code account}, {@code time}, {@code region}, {@code
 * resources}, {@code detail}.
 *
 * <p>What AWS fills in for itself means here: {@code version} is {@code "0"} as there, {@code
 * account} is the vendor's name (the account that sent the event), {@code region} is empty.
 */
public final class Envelope {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private Envelope() {}

  /**
   * Puts the envelope around a detail.
   *
   * @param detail the detail's tree; shared, not copied
   */
  public static ObjectNode of(Event event, ObjectNode detail) {
    ObjectNode envelope = NODES.objectNode();
    envelope.put("version", "0");
    envelope.put("id", event.id());
    envelope.put("detail-type", event.type());
    envelope.put("source", event.source());
    envelope.put("account", event.vendor());
    envelope.put("time", Rfc3339.format(event.time()));
    envelope.put("region", "");
    ArrayNode resources = envelope.putArray("resources");
    event.resources().forEach(resources::add);
    envelope.set("detail", detail);
    return envelope;
  }
}
