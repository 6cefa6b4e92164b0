// SPDX-License-Identifier: Apache-2.0
package io.lakebus.event;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * An event as a record of the log: CloudEvents 1.0, Kafka protocol binding, binary mode. The
 * record's value is {@link Event#detail()}, untouched; everything else is in its headers.
 *
 * <p>Records of other CloudEvents writers are read too: where they lack {@code ce_vendor} the
 * vendor is {@link #UNKNOWN_VENDOR}, where they lack {@code ce_receivedtime} the event counts as
 * received when the log took it. A content type, if there is one, must be JSON. Headers that do not
 * begin with {@code ce_} are left alone.
 *
 * <p>The trace of the call that brought the event is in the record's own headers {@code
 * traceparent} and {@code tracestate}, where instrumented Kafka consumers look for it. {@code
 * ce_traceparent}, of CloudEvents' extension for distributed tracing, is the vendor's: the trace
 * that the event itself says it began in.
 */
public final class EventCodec {

  /** The vendor of an event that came into the log past the gateway. No vendor can be named so. */
  public static final String UNKNOWN_VENDOR = "unknown";

  /** The extension whose value is the Kafka key, so that events of one value keep their order. */
  public static final String PARTITION_KEY = "partitionkey";

  static final String CONTENT_TYPE = "content-type";
  private static final String JSON = "application/json";

  static final String PREFIX = "ce_";
  private static final byte[] SPEC_VERSION = "1.0".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] JSON_BYTES = JSON.getBytes(StandardCharsets.US_ASCII);
  private static final int NAME_LENGTH = 64;

  private static final Set<String> ATTRIBUTES =
      Set.of(
          "specversion",
          "id",
          "source",
          "type",
          "time",
          "datacontenttype",
          "data",
          "vendor",
          "receivedtime",
          "resources");

  private EventCodec() {}

  /**
   * Whether an event can carry an extension of this name: lower-case letters and digits, at most 64
   * of them, and not the name of an attribute that the log's format gives a meaning.
   */
  public static boolean isExtensionName(String name) {
    return !name.isEmpty()
        && name.length() <= NAME_LENGTH
        && name.chars().allMatch(c -> (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
        && !ATTRIBUTES.contains(name);
  }

  /** The headers of the record of an event that came without a trace. */
  public static List<EventHeader> encode(Event event) {
    return encode(event, Optional.empty());
  }

  /**
   * The record's headers.
   *
   * @param event the event
   * @param trace where the call that brought it belongs
   * @throws IllegalArgumentException if an extension's name is not one, see {@link
   *     #isExtensionName}, or a time is outside the years 0 to 9999
   */
  public static List<EventHeader> encode(Event event, Optional<TraceContext> trace) {
    List<EventHeader> headers = new ArrayList<>(11 + event.extensions().size());
    headers.add(new EventHeader("ce_specversion", SPEC_VERSION));
    headers.add(header("ce_id", event.id()));
    headers.add(header("ce_source", event.source()));
    headers.add(header("ce_type", event.type()));
    EventHeader receivedTime = header("ce_receivedtime", Rfc3339.format(event.receivedAt()));
    headers.add(time(event, receivedTime));
    headers.add(new EventHeader(CONTENT_TYPE, JSON_BYTES));
    headers.add(header("ce_vendor", event.vendor()));
    headers.add(receivedTime);
    if (!event.resources().isEmpty()) {
      headers.add(header("ce_resources", writeResources(event.resources())));
    }
    for (Map.Entry<String, String> extension : event.extensions().entrySet()) {
      if (!isExtensionName(extension.getKey())) {
        throw new IllegalArgumentException(
            "'" + extension.getKey() + "' is not a name for an extension");
      }
      headers.add(header(PREFIX + extension.getKey(), extension.getValue()));
    }
    trace.ifPresent(context -> headers.addAll(context.headers()));
    return headers;
  }

  /** The record's key: the partition key that the vendor gave, else the dedup key. */
  public static byte[] key(Event event) {
    String partitionKey = event.extensions().get(PARTITION_KEY);
    return (partitionKey == null ? event.dedupKey().asString() : partitionKey)
        .getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Reads a record.
   *
   * @param headers the record's headers
   * @param value its value
   * @param loggedAt when the log took it
   */
  public static Decoded decode(List<EventHeader> headers, byte[] value, Instant loggedAt) {
    RecordReader reader = new RecordReader();
    for (EventHeader header : headers) {
      reader.accept(header);
    }
    return reader.finish(value, loggedAt);
  }

  /** Resources as the text of a JSON array. */
  private static String writeResources(List<String> resources) {
    ArrayNode array = StrictJson.mapper().createArrayNode();
    resources.forEach(array::add);
    return array.toString();
  }

  /** Most vendors give no time, and then it is that of receipt. */
  private static EventHeader time(Event event, EventHeader receivedTime) {
    return event.time().equals(event.receivedAt())
        ? new EventHeader("ce_time", receivedTime.value())
        : header("ce_time", Rfc3339.format(event.time()));
  }

  private static EventHeader header(String name, String value) {
    return new EventHeader(name, value.getBytes(StandardCharsets.UTF_8));
  }
}
