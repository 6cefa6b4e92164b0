// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.check;

import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The archive's commits, and when each became visible.
 *
 * @param commits the commits, in the order in which they became visible
 * @param since from when on they are all known: snapshots expire
 */
record CommitLog(List<SeenCommit> commits, Instant since) {

  CommitLog {
    commits = commits.stream().sorted(Comparator.comparing(SeenCommit::visibleAt)).toList();
  }

  /** What the archive's history tells, and what somebody saw meanwhile. */
  static CommitLog of(History history, Optional<Sightings> sightings) {
    Map<String, SeenCommit> commits = new LinkedHashMap<>();
    sightings.ifPresent(
        seen -> seen.commits().forEach(one -> commits.put(one.commit().key(), one)));
    history.commits().forEach(one -> commits.putIfAbsent(one.key(), new SeenCommit(one, one.at())));
    Instant oldest =
        commits.values().stream()
            .map(one -> one.commit().at())
            .min(Comparator.naturalOrder())
            .orElse(Instant.MIN);
    return new CommitLog(List.copyOf(commits.values()), history.isWhole() ? Instant.MIN : oldest);
  }

  /** When the row that comes from a place became visible; empty if no commit reaches so far. */
  Optional<Instant> visibleAt(Place place) {
    int low = 0;
    int high = commits.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (commits.get(middle).commit().covers(place.partition(), place.offset())) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low < commits.size() ? Optional.of(commits.get(low).visibleAt()) : Optional.empty();
  }
}
