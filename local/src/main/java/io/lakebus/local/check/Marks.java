// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.check;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Keeps one object of equal shares: millions of events share few of them. Not thread-safe. */
final class Marks {

  private final Map<Share, Share> known = new HashMap<>();

  Share share(long rows, List<String> marks) {
    return known.computeIfAbsent(new Share(rows, marks), same -> same);
  }
}
