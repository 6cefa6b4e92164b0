// SPDX-License-Identifier: Apache-2.0
package io.lakebus.bus;

import io.lakebus.transform.JsonPath;

import static java.util.Objects.requireNonNull;

/** Where in a webhook an attribute of its event is. Its text is what messages call it. */
public sealed interface HookField {

  /**
   * A header of the request.
   *
   * @param name the header's name, in any case
   */
  record Header(String name) implements HookField {

    public Header {
      requireNonNull(name, "name is null");
    }

    @Override
    public String toString() {
      return "the header " + name;
    }
  }

  /**
   * A place in the body.
   *
   * @param path the path from the body's top to one value
   */
  record Path(JsonPath path) implements HookField {

    public Path {
      requireNonNull(path, "path is null");
    }

    @Override
    public String toString() {
      return path.toString();
    }
  }

  /**
   * The same for each webhook.
   *
   * @param text the attribute
   */
  record Value(String text) implements HookField {

    public Value {
      requireNonNull(text, "text is null");
    }

    @Override
    public String toString() {
      return "'" + text + "'";
    }
  }
}
