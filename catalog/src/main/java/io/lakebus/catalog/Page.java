// SPDX-License-Identifier: Apache-2.0
package io.lakebus.catalog;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A part of a list. The token of the next part is the name of this part's last item, so that what
 * comes and goes between two calls makes neither repeat nor leave out any other item.
 *
 * @param items the items, in the order of their names
 * @param next the token of the next part; empty if this is the last
 */
record Page<T>(List<T> items, Optional<String> next) {

  Page {
    items = List.copyOf(items);
  }

  /** The items that come after a token, at most so many. */
  static <T> Page<T> of(Collection<T> all, Function<T, String> name, Request request) {
    List<T> rest =
        all.stream()
            .sorted(Comparator.comparing(name))
            .dropWhile(item -> name.apply(item).compareTo(request.after()) <= 0)
            .limit(request.size() + 1L)
            .toList();
    if (rest.size() <= request.size()) {
      return new Page<>(rest, Optional.empty());
    }
    List<T> items = rest.subList(0, request.size());
    return new Page<>(items, Optional.of(name.apply(items.getLast())));
  }

  /**
   * What a caller asks for.
   *
   * @param after the token of the page before; empty for the first page
   * @param size most items
   */
  record Request(String after, int size) {

    private static final int LARGEST = 10_000;
    private static final Request EVERYTHING = new Request("", Integer.MAX_VALUE - 1);

    /**
     * Reads the protocol's {@code pageToken} and {@code pageSize}. A caller that sends no token
     * does not know of pages and gets everything.
     *
     * @throws IllegalArgumentException if the size is not a positive number
     */
    static Request of(Optional<String> token, Optional<String> size) {
      int limit = size.map(Request::parse).orElse(LARGEST);
      return token.map(after -> new Request(after, limit)).orElse(EVERYTHING);
    }

    private static int parse(String text) {
      try {
        int size = Integer.parseInt(text);
        if (size > 0) {
          return Math.min(size, LARGEST);
        }
      } catch (NumberFormatException e) {
        throw new IllegalArgumentException("pageSize is not a number: " + text, e);
      }
      throw new IllegalArgumentException("pageSize is not positive: " + text);
    }
  }
}
