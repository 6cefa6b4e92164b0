// SPDX-License-Identifier: Apache-2.0
package io.lakebus.contract;

/** Writes JSON pointers (RFC 6901). */
final class JsonPointers {

  private JsonPointers() {}

  /** The place of a member of the object at a place. */
  static String member(String pointer, String name) {
    return pointer + "/" + name.replace("~", "~0").replace("/", "~1");
  }

  /** The place of an element of the array at a place. */
  static String element(String pointer, int index) {
    return pointer + "/" + index;
  }

  /** The place itself, or the nearest one around it whose pointer has at most this length. */
  static String within(String pointer, int length) {
    String shortened = pointer;
    while (shortened.length() > length) {
      shortened = shortened.substring(0, shortened.lastIndexOf('/'));
    }
    return shortened;
  }
}
