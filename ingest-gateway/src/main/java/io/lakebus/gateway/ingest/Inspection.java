// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway.ingest;

import io.lakebus.bus.Bus;
import io.lakebus.bus.Vendor;
import io.lakebus.event.Event;
import io.lakebus.gateway.limit.Turns;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;
import java.util.function.Supplier;

import static java.util.Objects.requireNonNull;

/**
 * Looks at all that a call holds before anything of it goes on: whether its body can be read, and
 * whether each of its events is one that its vendor may send. Thread-safe; a large body waits for
 * its vendor's turn.
 */
public final class Inspection {

  private final BodyReader reader;
  private final Supplier<Bus> currentBus;
  private final Supplier<String> ids;
  private final Turns turns;

  /**
   * @param maxEvents how many events a call may have
   * @param currentBus the bus definition as it is now
   * @param ids makes an id for an event that has none
   * @param turns who looks at a large body
   */
  public Inspection(int maxEvents, Supplier<Bus> currentBus, Supplier<String> ids, Turns turns) {
    this.reader = new BodyReader(maxEvents);
    this.currentBus = requireNonNull(currentBus, "currentBus is null");
    this.ids = requireNonNull(ids, "ids is null");
    this.turns = requireNonNull(turns, "turns is null");
  }

  /**
   * Looks at a call.
   *
   * @param counted told how many events the body holds; not told of a body that cannot be read
   */
  Result of(Call call, IntConsumer counted) {
    if (call.form() instanceof BodyForm.Details details) {
      Optional<String> problem = Attribute.DETAIL_TYPE.problem(details.type());
      if (problem.isPresent()) {
        return new Result.Refused(Problem.of(ProblemCode.INVALID_EVENT, problem.get()));
      }
    }
    return turns.work(call.vendor().name(), call.body().length, () -> read(call, counted));
  }

  private Result read(Call call, IntConsumer counted) {
    return switch (reader.read(call.body(), call.form())) {
      case Body.Refused refused -> new Result.Refused(refused.problem());
      case Body.Events events -> {
        counted.accept(events.entries().size());
        yield check(call, events.entries());
      }
    };
  }

  private Result check(Call call, List<Entry> entries) {
    Optional<Problem> keyProblem = call.idempotencyKey().flatMap(key -> problem(key, entries));
    if (keyProblem.isPresent()) {
      return new Result.Refused(keyProblem.get());
    }
    Bus bus = currentBus.get();
    return new Result.Looked(entries.stream().map(entry -> check(bus, call, entry)).toList());
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

  /** What has been found. */
  sealed interface Result {

    /** Nothing of the call goes on. */
    record Refused(Problem problem) implements Result {}

    /** The call's events, in order. */
    record Looked(List<Checked> events) implements Result {}
  }

  /** Whether an event goes into the log. */
  sealed interface Checked {

    record Fit(Event event) implements Checked {}

    record Unfit(Optional<String> id, Problem problem) implements Checked {}
  }
}
