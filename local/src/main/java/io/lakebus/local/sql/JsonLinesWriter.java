// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.sql;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One JSON object a line; nested values stay nested. */
final class JsonLinesWriter implements RowWriter {

  private final PrintWriter out;
  private final ObjectMapper json =
      JsonMapper.builder().disable(SerializationFeature.FAIL_ON_EMPTY_BEANS).build();
  private List<String> names = List.of();

  JsonLinesWriter(PrintWriter out) {
    this.out = out;
  }

  @Override
  public void columns(List<String> columns) {
    names = columns;
  }

  @Override
  public void row(List<Object> cells) {
    Map<String, Object> object = new LinkedHashMap<>();
    for (int column = 0; column < cells.size(); column++) {
      object.put(names.get(column), cells.get(column));
    }
    try {
      out.println(json.writeValueAsString(object));
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void end() {
    out.flush();
  }
}
