// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.check;

import io.lakebus.bus.Bus;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import static java.util.Objects.requireNonNull;

/**
 * What a run leaves behind, the tables aside.
 *
 * @param buses the definitions that were in force
 * @param vendor who sent the events, and nobody else as this vendor
 * @param sent what was sent
 * @param disturbances the faults that were at work; empty where nobody knows
 * @param sightings what a {@link Reader} saw meanwhile; empty where nobody looked on
 */
public record Run(
    BusVersions buses,
    String vendor,
    Sent sent,
    Optional<Disturbances> disturbances,
    Optional<Sightings> sightings) {

  /**
   * What was sent.
   *
   * @param journals the senders' journals, one each
   * @param repeats how many events were sent once more that no journal tells of
   * @param expired the ids of the records that were gone from the log before the job had read them,
   *     one for each record
   */
  public record Sent(List<Path> journals, long repeats, List<String> expired) {

    public Sent {
      journals = List.copyOf(journals);
      expired = List.copyOf(expired);
    }

    /** What journals tell of, and nothing besides. */
    public static Sent of(List<Path> journals) {
      return new Sent(journals, 0, List.of());
    }
  }

  public Run {
    requireNonNull(buses, "buses is null");
    requireNonNull(vendor, "vendor is null");
    requireNonNull(sent, "sent is null");
    requireNonNull(disturbances, "disturbances is null");
    requireNonNull(sightings, "sightings is null");
  }

  /** A run under one definition, of which nothing is known but what was sent. */
  public static Run of(Bus bus, String vendor, Sent sent) {
    return new Run(BusVersions.always(bus), vendor, sent, Optional.empty(), Optional.empty());
  }

  /** The definition in force in the end. */
  public Bus bus() {
    return buses.newest();
  }

  /** The same run, with all definitions that were in force. */
  public Run with(BusVersions known) {
    return new Run(known, vendor, sent, disturbances, sightings);
  }

  /** The same run, with what was made to fail in it. */
  public Run with(Disturbances known) {
    return new Run(buses, vendor, sent, Optional.of(known), sightings);
  }

  /** The same run, with what somebody saw. */
  public Run with(Sightings seen) {
    return new Run(buses, vendor, sent, disturbances, Optional.of(seen));
  }
}
