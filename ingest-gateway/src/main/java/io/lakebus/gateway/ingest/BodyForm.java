// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway.ingest;

import io.lakebus.bus.Hook;
import java.util.Map;
import java.util.Optional;

import static java.util.Objects.requireNonNull;

/** How a body holds its events. */
public sealed interface BodyForm {

  /** One event object, or an array of them. */
  record Json() implements BodyForm {}

  /** One event object a line. */
  record Ndjson() implements BodyForm {}

  /** One CloudEvent in structured mode. */
  record CloudEvent() implements BodyForm {}

  /** An array of CloudEvents, each as in structured mode. */
  record CloudEventBatch() implements BodyForm {}

  /**
   * The data of one CloudEvent in binary mode.
   *
   * @param attributes the event's attributes by name
   */
  record CloudEventData(Map<String, String> attributes) implements BodyForm {

    public CloudEventData {
      attributes = Map.copyOf(attributes);
    }
  }

  /**
   * One detail, or an array of them.
   *
   * @param type the type of the events
   */
  record Details(String type) implements BodyForm {

    public Details {
      requireNonNull(type, "type is null");
    }
  }

  /**
   * The one detail that a webhook sends.
   *
   * @param hook where it came to
   * @param headers those of its headers that the hook's definition names, by the names there
   * @param signedPrefix what is signed with it, before it
   */
  record Webhook(Hook hook, Map<String, String> headers, byte[] signedPrefix) implements BodyForm {

    public Webhook {
      requireNonNull(hook, "hook is null");
      headers = Map.copyOf(headers);
      requireNonNull(signedPrefix, "signedPrefix is null");
    }
  }

  /**
   * The entries of EventBridge's PutEvents.
   *
   * @param bus the bus's name, which an entry may name
   * @param callId what the caller calls this call, and each repeat of it; empty if it does not say
   */
  record PutEvents(String bus, Optional<String> callId) implements BodyForm {

    public PutEvents {
      requireNonNull(bus, "bus is null");
      requireNonNull(callId, "callId is null");
    }
  }

  /**
   * The one record of Firehose's PutRecord.
   *
   * @param callId as in {@link PutEvents}
   */
  record PutRecord(Optional<String> callId) implements BodyForm {

    public PutRecord {
      requireNonNull(callId, "callId is null");
    }
  }

  /**
   * The records of Firehose's PutRecordBatch.
   *
   * @param callId as in {@link PutEvents}
   */
  record PutRecordBatch(Optional<String> callId) implements BodyForm {

    public PutRecordBatch {
      requireNonNull(callId, "callId is null");
    }
  }
}
