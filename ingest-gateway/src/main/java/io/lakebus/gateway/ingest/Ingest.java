// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway.ingest;

import io.lakebus.gateway.log.EventLog;
import java.util.List;
import java.util.function.IntConsumer;

import static java.util.Objects.requireNonNull;

/**
 * Takes a call's events into the log. An event counts as accepted when the log has it durably, and
 * at no other time; every event of a call that is not refused whole gets an outcome. Thread-safe;
 * waits for the log on the caller's thread.
 */
public final class Ingest {

  private final Inspection inspection;
  private final EventLog log;
  private final LogPatience patience;

  /**
   * @param inspection says what goes into the log
   * @param log where accepted events are
   * @param patience how long a call waits for the log
   */
  public Ingest(Inspection inspection, EventLog log, LogPatience patience) {
    this.inspection = requireNonNull(inspection, "inspection is null");
    this.log = requireNonNull(log, "log is null");
    this.patience = requireNonNull(patience, "patience is null");
  }

  /**
   * Takes the call's events into the log, and waits until the fate of each is known.
   *
   * @param call the call
   * @param counted told how many events the body holds, before any of them goes on; not told of a
   *     body that cannot be read
   */
  public Answer take(Call call, IntConsumer counted) {
    return switch (inspection.of(call, counted)) {
      case Inspection.Result.Refused(Problem problem) -> new Answer.Refused(problem);
      case Inspection.Result.Looked(List<Inspection.Checked> events) -> append(call, events);
    };
  }

  private Answer append(Call call, List<Inspection.Checked> events) {
    // The time for the log begins when all has been looked at.
    Appending appending = new Appending(log, call.trace(), patience);
    for (Inspection.Checked one : events) {
      switch (one) {
        case Inspection.Checked.Fit fit -> appending.append(fit.event());
        case Inspection.Checked.Unfit unfit -> appending.fail(unfit.id(), unfit.problem());
      }
    }
    return new Answer.Outcomes(appending.outcomes());
  }
}
