// SPDX-License-Identifier: Apache-2.0
package io.lakebus.transform;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lakebus.event.DetailReader;
import io.lakebus.event.Event;
import io.lakebus.rule.Envelope;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Applies transforms to details, and makes the rows that are expected. */
final class TransformFixture {

  private TransformFixture() {}

  static Yield apply(TransformSpec spec, String detail) {
    Event event =
        new Event(
            "id-1",
            "source",
            "match",
            "vendor",
            Instant.parse("2026-11-23T08:00:00Z"),
            Instant.parse("2026-11-23T08:00:01Z"),
            List.of("r1"),
            Map.of(),
            detail.getBytes(StandardCharsets.UTF_8));
    try {
      return Transforms.compile("rule-1", spec).apply(event, Envelope.of(event, tree(detail)));
    } catch (InvalidTransformException e) {
      throw new IllegalArgumentException(e);
    }
  }

  static Yield rows(String... rows) {
    return new Yield.Rows(Stream.of(rows).map(TransformFixture::tree).toList());
  }

  private static ObjectNode tree(String json) {
    if (DetailReader.read(json.getBytes(StandardCharsets.UTF_8))
        instanceof DetailReader.Detail.Tree(ObjectNode tree)) {
      return tree;
    }
    throw new IllegalArgumentException(json);
  }
}
