// SPDX-License-Identifier: Apache-2.0
package io.lakebus.definition;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A definition as the value of a record: {@code {"files": [{"name": "bus.yaml", "text": "…"}]}}.
 * The header {@link #HEADER} says which format it is.
 */
final class DefinitionFormat {

  /** The header's name. */
  static final String HEADER = "lakebus_definition_format";

  /** The format that this class writes, and the only one that it reads. */
  static final String VERSION = "1";

  private static final ObjectMapper JSON = JsonMapper.builder().build();

  private DefinitionFormat() {}

  static byte[] write(DefinitionFiles files) {
    ObjectNode value = JSON.createObjectNode();
    ArrayNode array = value.putArray("files");
    files
        .files()
        .forEach(file -> array.addObject().put("name", file.name()).put("text", file.text()));
    try {
      return JSON.writeValueAsBytes(value);
    } catch (JacksonException e) {
      throw new IllegalStateException("a tree of texts can be written", e);
    }
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws IOException if it is something else; the message is for operators
   */
  static DefinitionFiles read(byte[] value) throws IOException {
    JsonNode files = JSON.readTree(value).path("files");
    if (!files.isArray() || files.isEmpty()) {
      throw new IOException("the record has no files");
    }
    List<DefinitionFiles.NamedText> texts = new ArrayList<>();
    for (JsonNode file : files) {
      if (!file.path("name").isTextual() || !file.path("text").isTextual()) {
        throw new IOException("a file of the record has no name or no text");
      }
      texts.add(
          new DefinitionFiles.NamedText(file.get("name").asText(), file.get("text").asText()));
    }
    return new DefinitionFiles(texts);
  }
}
