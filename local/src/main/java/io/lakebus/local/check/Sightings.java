// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.check;

import java.util.List;

/**
 * What a {@link Reader} saw.
 *
 * @param looks how often it looked and saw all tables
 * @param failedLooks how often a table could not be looked at
 * @param violations what must not be seen, each in words
 * @param commits the commits to the archive, each when it was seen first
 */
public record Sightings(
    long looks, long failedLooks, List<String> violations, List<SeenCommit> commits) {

  public Sightings {
    violations = List.copyOf(violations);
    commits = List.copyOf(commits);
  }
}
