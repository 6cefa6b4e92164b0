// SPDX-License-Identifier: Apache-2.0
package io.lakebus.job.decode;

import io.lakebus.event.DeadLetter;
import io.lakebus.event.Event;
import io.lakebus.job.log.LogRecord;
import io.lakebus.job.log.Offsets;
import io.lakebus.job.stream.StreamType;
import org.apache.flink.api.common.typeinfo.TypeInformation;

import static java.util.Objects.requireNonNull;

/**
 * What travels from decode to dedup and on to route. Dead letters go the way of the events, so that
 * a checkpoint holds the fate of every record before its barrier.
 */
public sealed interface Item {

  /** The type of streams of these. */
  TypeInformation<Item> TYPE = new StreamType<>(Item.class, new ItemCodec());

  /**
   * A record that is an event.
   *
   * @param event the event
   * @param partition the record's partition
   * @param offset the record's offset in that partition
   * @param loggedAtMillis when the log took the record
   */
  record Accepted(Event event, int partition, long offset, long loggedAtMillis) implements Item {

    public Accepted {
      requireNonNull(event, "event is null");
    }
  }

  /**
   * A record that does not go on.
   *
   * @param letter why
   * @param record the record, whole, so that it can be driven again
   */
  record Dead(DeadLetter letter, LogRecord record) implements Item {

    public Dead {
      requireNonNull(letter, "letter is null");
      requireNonNull(record, "record is null");
    }
  }

  /**
   * How far dedup has come: everything before these offsets that this subtask is to handle is
   * before this element. Goes ahead of each barrier.
   */
  record Progress(Offsets offsets) implements Item {

    public Progress {
      requireNonNull(offsets, "offsets is null");
    }
  }
}
