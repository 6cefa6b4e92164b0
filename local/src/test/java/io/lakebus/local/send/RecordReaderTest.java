// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.send;

import io.lakebus.event.StrictJson;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

final class RecordReaderTest {

  @Test
  void rowsOfACsvBecomeObjectsWithTheirLines() throws IOException {
    String csv =
        "id,name,price,note\n1,\"Zoë \"\"Z\"\", Lindqvist\",9.50,\n\n2,李婷,,\"two\nlines\"\n3,x,1,y\n";
    assertThat(read(InputFormat.CSV, csv))
        .containsExactly(
            "f:2 {\"id\":1,\"name\":\"Zoë \\\"Z\\\", Lindqvist\",\"price\":9.50}",
            "f:4 {\"id\":2,\"name\":\"李婷\",\"note\":\"two\\nlines\"}",
            "f:6 {\"id\":3,\"name\":\"x\",\"price\":1,\"note\":\"y\"}");
  }

  @Test
  void aByteOrderMarkAndCarriageReturnsAreNotData() throws IOException {
    assertThat(read(InputFormat.CSV, "\uFEFFid,name\r\n1,a\r\n"))
        .containsExactly("f:2 {\"id\":1,\"name\":\"a\"}");
  }

  @Test
  void aRowOfAnotherLengthIsUnreadableAndTheNextIsNot() throws IOException {
    assertThat(read(InputFormat.CSV, "a,b\n1\n2,3\n"))
        .containsExactly("f:2 ! the row has 1 cells, the header 2", "f:3 {\"a\":2,\"b\":3}");
  }

  @Test
  void aQuoteThatIsNeverClosedEndsTheInput() {
    assertThatThrownBy(() -> read(InputFormat.CSV, "a,b\n1,2\n3,\"x\n"))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith("f:3: ");
  }

  @Test
  void aQuoteThatIsNeverClosedDoesNotReadTheWholeFileIntoMemory() throws IOException {
    try (RecordReader reader =
        InputFormat.CSV.open(new Endless("a,b\n1,\"x"), "f", CellTypes.allStrings())) {
      assertThatThrownBy(reader::next)
          .isInstanceOf(InputException.class)
          .hasMessageContaining("does not end within");
    }
  }

  @Test
  void twoColumnsOfOneNameAreRefused() {
    assertThatThrownBy(() -> read(InputFormat.CSV, "a,a\n1,2\n"))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith("f:1: the header: ");
  }

  @Test
  void bytesThatAreNotUtf8EndTheInput() {
    for (InputFormat format : InputFormat.values()) {
      byte[] bytes = "[{\"a\":\"\u00ff\"}]\n".getBytes(StandardCharsets.ISO_8859_1);
      assertThatThrownBy(() -> readAll(format, new ByteArrayInputStream(bytes)))
          .isInstanceOf(InputException.class)
          .hasMessageStartingWith("f:1: ")
          .hasMessageContaining("UTF-8");
    }
  }

  @Test
  void aLineOfNdjsonThatIsNotAnObjectDoesNotSpoilTheNext() throws IOException {
    assertThat(read(InputFormat.NDJSON, "{\"a\":1.10}\n\n[1]\n{\"a\":\n{\"a\":1}{\n{\"b\":2}"))
        .satisfiesExactly(
            line -> assertThat(line).isEqualTo("f:1 {\"a\":1.10}"),
            line -> assertThat(line).isEqualTo("f:3 ! the line is JSON, but not an object"),
            line -> assertThat(line).startsWith("f:4 ! column "),
            line -> assertThat(line).startsWith("f:5 ! column "),
            line -> assertThat(line).isEqualTo("f:6 {\"b\":2}"));
  }

  @Test
  void elementsOfAJsonArrayAreRecords() throws IOException {
    assertThat(read(InputFormat.JSON, "[\n {\"a\": 1},\n {\"b\": [2, {\"c\": 3}]},\n 4\n]\n"))
        .containsExactly(
            "f:2 {\"a\":1}", "f:3 {\"b\":[2,{\"c\":3}]}", "f:4 ! the record is not an object");
  }

  @Test
  void jsonObjectsOneAfterAnotherAreRecords() throws IOException {
    assertThat(read(InputFormat.JSON, "{\"a\": 1}\n{\n\"b\": 2}"))
        .containsExactly("f:1 {\"a\":1}", "f:2 {\"b\":2}");
  }

  @Test
  void malformedJsonEndsTheInputAndNamesLineAndColumn() {
    assertThatThrownBy(() -> read(InputFormat.JSON, "[{\"a\":1},\n {\"b\" 2}]"))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith("f:2: column ");
  }

  @Test
  void theFormatIsToldByTheName() {
    assertThat(InputFormat.ofName("x/a.CSV")).contains(InputFormat.CSV);
    assertThat(InputFormat.ofName("a.jsonl")).contains(InputFormat.NDJSON);
    assertThat(InputFormat.ofName("a.json")).contains(InputFormat.JSON);
    assertThat(InputFormat.ofName("a.txt")).isEmpty();
  }

  private static List<String> read(InputFormat format, String text) throws IOException {
    return readAll(format, new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
  }

  private static List<String> readAll(InputFormat format, InputStream in) throws IOException {
    List<String> records = new ArrayList<>();
    try (RecordReader reader = format.open(in, "f", CellTypes.recognised(Set.of()))) {
      Optional<InputRecord> next = reader.next();
      while (next.isPresent()) {
        records.add(
            switch (next.get()) {
              case InputRecord.Fields fields ->
                  fields.position()
                      + " "
                      + StrictJson.mapper().writeValueAsString(fields.content());
              case InputRecord.Unreadable unreadable ->
                  unreadable.position() + " ! " + unreadable.problem();
            });
        next = reader.next();
      }
    }
    return records;
  }

  /** A beginning, then one letter for ever. */
  private static final class Endless extends InputStream {

    private final byte[] beginning;
    private int position;

    Endless(String beginning) {
      this.beginning = beginning.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public int read() {
      return position < beginning.length ? beginning[position++] : 'x';
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
      for (int index = offset; index < offset + length; index++) {
        buffer[index] = (byte) read();
      }
      return length;
    }
  }
}
