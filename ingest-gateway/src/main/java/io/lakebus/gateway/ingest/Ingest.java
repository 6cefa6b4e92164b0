// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway.ingest;

import io.lakebus.bus.Bus;
import io.lakebus.bus.Vendor;
import io.lakebus.event.Event;
import io.lakebus.gateway.log.EventLog;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;
import java.util.function.Supplier;

import static java.util.Objects.requireNonNull;

/**
 * Takes a call's events into the log. An event counts as accepted when the log has it durably, and
 * at no other time; every event of a call that is not refused whole gets an outcome. Thread-safe;
 * waits for the log on the caller's thread.
 */
public final class Ingest {

  private final BodyReader reader;
  private final Supplier<Bus> currentBus;
  private final EventLog log;
  private final Supplier<String> ids;
  private final Duration patience;

  /**
   * @param maxEvents how many events a call may have
   * @param currentBus the bus definition as it is now
   * @param log where accepted events are
   * @param ids makes an id for an event that has none
   * @param patience how long a call waits for the log in all
   */
  public Ingest(
      int maxEvents,
      Supplier<Bus> currentBus,
      EventLog log,
      Supplier<String> ids,
      Duration patience) {
    this.reader = new BodyReader(maxEvents);
    this.currentBus = requireNonNull(currentBus, "currentBus is null");
    this.log = requireNonNull(log, "log is null");
    this.ids = requireNonNull(ids, "ids is null");
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
    if (call.form() instanceof BodyForm.Details details) {
      Optional<String> problem = Attribute.DETAIL_TYPE.problem(details.type());
      if (problem.isPresent()) {
        return new Answer.Refused(Problem.of(ProblemCode.INVALID_EVENT, problem.get()));
      }
    }
    return switch (reader.read(call.body(), call.form())) {
      case Body.Refused refused -> new Answer.Refused(refused.problem());
      case Body.Events events -> {
        counted.accept(events.entries().size());
        yield take(call, events.entries());
      }
    };
  }

  private Answer take(Call call, List<Entry> entries) {
    Optional<Problem> keyProblem = call.idempotencyKey().flatMap(key -> problem(key, entries));
    if (keyProblem.isPresent()) {
      return new Answer.Refused(keyProblem.get());
    }
    Bus bus = currentBus.get();
    List<Checked> checked = entries.stream().map(entry -> check(bus, call, entry)).toList();
    // The time for the log begins when all has been looked at.
    Appending appending = new Appending(log, patience);
    for (Checked one : checked) {
      switch (one) {
        case Checked.Fit fit -> appending.append(fit.event());
        case Checked.Unfit unfit -> appending.fail(unfit.id(), unfit.problem());
      }
    }
    return new Answer.Outcomes(appending.outcomes());
  }

  private Checked check(Bus bus, Call call, Entry entry) {
    return switch (entry) {
      case Entry.Faulty faulty -> new Checked.Unfit(Optional.empty(), faulty.problem());
      case Entry.Valid(Draft draft) -> {
        Event event = event(call, draft);
        yield problem(call.vendor(), event)
            .or(() -> ContractCheck.problem(bus, draft))
            .<Checked>map(problem -> new Checked.Unfit(Optional.of(event.id()), problem))
            .orElseGet(() -> new Checked.Fit(event));
      }
    };
  }

  /** What the event is that the vendor may not send. */
  private static Optional<Problem> problem(Vendor vendor, Event event) {
    if (!vendor.maySendSource(event.source())) {
      return Optional.of(notAllowed(vendor, ProblemCode.SOURCE_NOT_ALLOWED, "source"));
    }
    if (!vendor.maySendType(event.type())) {
      return Optional.of(notAllowed(vendor, ProblemCode.TYPE_NOT_ALLOWED, "detail-type"));
    }
    return Optional.empty();
  }

  private static Problem notAllowed(Vendor vendor, ProblemCode code, String noun) {
    return Problem.of(code, "the vendor " + vendor.name() + " may not send this " + noun);
  }

  private Event event(Call call, Draft draft) {
    Vendor vendor = call.vendor();
    return new Event(
        draft.id().or(call::idempotencyKey).orElseGet(ids),
        draft.source().orElse(vendor.name()),
        draft.type(),
        vendor.name(),
        draft.time().orElse(call.receivedAt()),
        call.receivedAt(),
        draft.resources(),
        draft.extensions(),
        draft.detail());
  }

  /** A key that stood for several events would make all but one of them repeats. */
  private static Optional<Problem> problem(String key, List<Entry> entries) {
    Optional<String> problem =
        entries.size() == 1
            ? Attribute.ID.problem(key, "Idempotency-Key")
            : Optional.of("Idempotency-Key is for a call of one event; give each event its id");
    return problem.map(message -> Problem.of(ProblemCode.INVALID_IDEMPOTENCY_KEY, message));
  }

  /** Whether an event goes into the log. */
  private sealed interface Checked {

    record Fit(Event event) implements Checked {}

    record Unfit(Optional<String> id, Problem problem) implements Checked {}
  }
}
