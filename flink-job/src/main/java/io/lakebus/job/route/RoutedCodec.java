// SPDX-License-Identifier: Apache-2.0
package io.lakebus.job.route;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lakebus.event.DeadLetter;
import io.lakebus.event.StrictJson;
import io.lakebus.job.decode.Item;
import io.lakebus.job.stream.StreamCodec;
import io.lakebus.job.stream.Wire;
import io.lakebus.route.Routing;
import io.lakebus.route.Row;
import io.lakebus.route.TableId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Routed events on the network. The job chains route and write, so its rows never come here; a
 * topology that rebalances between the two would pay for the JSON of each row.
 */
final class RoutedCodec implements StreamCodec<Routed> {

  private static final long serialVersionUID = 1L;

  private static final int ROWS = 0;
  private static final int ITEM = 1;

  private final TypeSerializer<Item> items = Item.TYPE.createSerializer(new SerializerConfigImpl());

  @Override
  public void write(Routed routed, DataOutputView out) throws IOException {
    switch (routed) {
      case Routed.Rows rows -> {
        out.writeByte(ROWS);
        items.serialize(rows.item(), out);
        out.writeInt(rows.version());
        writeRouting(rows.routing(), out);
      }
      case Routed.Dead dead -> {
        out.writeByte(ITEM);
        items.serialize(dead.item(), out);
        out.writeInt(dead.version());
      }
      case Routed.Progress progress -> {
        out.writeByte(ITEM);
        items.serialize(progress.item(), out);
      }
    }
  }

  @Override
  public Routed read(DataInputView in) throws IOException {
    int kind = in.readByte();
    Item item = items.deserialize(in);
    return switch (item) {
      case Item.Accepted accepted when kind == ROWS -> readRows(accepted, in);
      case Item.Dead dead when kind == ITEM -> new Routed.Dead(dead, in.readInt());
      case Item.Progress progress when kind == ITEM -> new Routed.Progress(progress);
      default -> throw new IOException("nothing routed has the kind " + kind);
    };
  }

  private static Routed readRows(Item.Accepted item, DataInputView in) throws IOException {
    int version = in.readInt();
    return new Routed.Rows(item, readRouting(in), version);
  }

  private static void writeRouting(Routing routing, DataOutputView out) throws IOException {
    Wire.writeTexts(routing.rules(), out);
    out.writeInt(routing.rows().size());
    for (Row row : routing.rows()) {
      Wire.writeText(row.rule(), out);
      Wire.writeText(row.table().namespace(), out);
      Wire.writeText(row.table().name(), out);
      Wire.writeBytes(StrictJson.mapper().writeValueAsBytes(row.columns()), out);
    }
    out.writeInt(routing.deadLetters().size());
    for (DeadLetter letter : routing.deadLetters()) {
      Wire.writeDeadLetter(letter, out);
    }
  }

  private static Routing readRouting(DataInputView in) throws IOException {
    List<String> rules = Wire.readTexts(in);
    int rowCount = in.readInt();
    List<Row> rows = new ArrayList<>(rowCount);
    for (int i = 0; i < rowCount; i++) {
      rows.add(
          new Row(
              Wire.readText(in),
              new TableId(Wire.readText(in), Wire.readText(in)),
              StrictJson.mapper().readValue(Wire.readBytes(in), ObjectNode.class)));
    }
    int letterCount = in.readInt();
    List<DeadLetter> letters = new ArrayList<>(letterCount);
    for (int i = 0; i < letterCount; i++) {
      letters.add(Wire.readDeadLetter(in));
    }
    return new Routing(rules, rows, letters);
  }
}
