// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.send;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/** The events of an input, one pass after another. Records that cannot be events are reported. */
final class EventStream implements Closeable {

  /** So many unreadable records mean that it is not the records' fault. */
  static final int MAX_REFUSED = 100;

  /**
   * How much of an input is sent.
   *
   * @param passes how often it is read
   * @param events how many events at most
   */
  record Extent(long passes, long events) {
    /** Counting the records of a larger file before sending it would take a while. */
    private static final long LARGEST_COUNTED_BYTES = 64 << 20;

    /** How many records of an input will be sent; -1 where that is not known. */
    long total(EventInput input) throws IOException {
      if (input.isStandardInput() || Files.size(Path.of(input.name())) > LARGEST_COUNTED_BYTES) {
        return events == Long.MAX_VALUE ? -1 : events;
      }
      long records = 0;
      try (RecordReader reader = input.open()) {
        while (reader.next().isPresent()) {
          records++;
        }
      } catch (InputException endsEarly) {
        // what comes before it is sent
      }
      boolean endless = passes == Long.MAX_VALUE && events == Long.MAX_VALUE;
      return endless
          ? -1
          : Math.min(events, Math.multiplyExact(records, Math.min(passes, 1 << 30)));
    }
  }

  private final EventInput input;
  private final EventFactory factory;
  private final Extent extent;
  private final Consumer<EventFactory.Made.Refused> refusals;
  private RecordReader reader;
  private int pass = 1;
  private long events;
  private long eventsBeforePass;
  private long refused;

  EventStream(
      EventInput input,
      EventFactory factory,
      Extent extent,
      Consumer<EventFactory.Made.Refused> refusals)
      throws IOException {
    this.input = input;
    this.factory = factory;
    this.extent = extent;
    this.refusals = refusals;
    this.reader = input.open();
  }

  /**
   * The next event, empty at the end.
   *
   * @throws InputException if the input cannot be read beyond this point
   */
  Optional<OutgoingEvent> next() throws IOException {
    while (events < extent.events()) {
      Optional<InputRecord> read = reader.next();
      if (read.isEmpty()) {
        if (pass >= extent.passes() || events == eventsBeforePass) {
          return Optional.empty();
        }
        nextPass();
      } else {
        switch (made(read.get())) {
          case EventFactory.Made.Ready ready -> {
            events++;
            return Optional.of(ready.event());
          }
          case EventFactory.Made.Refused refusal -> refuse(refusal);
        }
      }
    }
    return Optional.empty();
  }

  /** How many records could not be events so far. */
  long refused() {
    return refused;
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }

  private EventFactory.Made made(InputRecord read) {
    return switch (read) {
      case InputRecord.Fields fields -> factory.make(fields, events + 1, pass);
      case InputRecord.Unreadable unreadable ->
          new EventFactory.Made.Refused(unreadable.position(), unreadable.problem());
    };
  }

  private void refuse(EventFactory.Made.Refused refusal) throws InputException {
    refused++;
    refusals.accept(refusal);
    if (refused >= MAX_REFUSED) {
      throw new InputException(
          refusal.position(), "the " + refused + "th record that cannot be sent: giving up");
    }
  }

  private void nextPass() throws IOException {
    reader.close();
    reader = input.open();
    pass++;
    eventsBeforePass = events;
  }
}
