// SPDX-License-Identifier: Apache-2.0
package io.lakebus.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.apache.iceberg.types.Types.ListType;

/** Makes lists. An element that does not fit is null in the list, and rescued with its index. */
final class ListShaper implements Shaper {

  private final Shaper element;
  private final int elementId;
  private final boolean elementRequired;

  ListShaper(ListType type, Shaper element) {
    this.element = element;
    this.elementId = type.elementId();
    this.elementRequired = !type.isElementOptional();
  }

  @Override
  public Object shape(JsonNode value, Shaping row) {
    if (!value.isArray()) {
      return null;
    }
    int size = value.size();
    List<Object> elements = new ArrayList<>(size);
    row.enter();
    for (int i = 0; i < size; i++) {
      row.at(i);
      JsonNode each = value.get(i);
      Object shaped = null;
      if (!each.isNull()) {
        shaped = element.shape(each, row);
        if (shaped == null) {
          row.rescue(each);
        }
      }
      if (shaped == null && elementRequired) {
        row.wantOptional(elementId);
      }
      elements.add(shaped);
    }
    row.leave();
    return elements;
  }
}
