// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.sample;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/** The sample as CSV: RFC 4180 with line feeds, UTF-8, one column for each field of any type. */
final class SampleCsv {

  private static final List<String> EVENT_COLUMNS =
      List.of("event_type", "event_id", "occurred_at");

  private static final List<String> FIELD_COLUMNS =
      List.of(
          "match_id",
          "sport",
          "league",
          "country",
          "season",
          "round",
          "home",
          "away",
          "venue",
          "city",
          "capacity",
          "kickoff",
          "neutral_ground",
          "referee",
          "broadcaster",
          "notes",
          "period",
          "minute",
          "clock",
          "team",
          "scorer",
          "home_score",
          "away_score",
          "period_score",
          "home_win_probability",
          "winner",
          "decided_by",
          "attendance",
          "duration_minutes",
          "report",
          "order_id",
          "buyer",
          "buyer_country",
          "category",
          "seats",
          "quantity",
          "unit_price",
          "service_fee",
          "total",
          "currency",
          "channel",
          "resale",
          "discount_code",
          "comment",
          "refund_quantity",
          "refund_amount",
          "fee_kept",
          "reason",
          "partial",
          "requested_at");

  private static final CSVFormat FORMAT =
      CSVFormat.RFC4180.builder().setRecordSeparator('\n').get();

  private SampleCsv() {}

  static void write(List<SportEvent> events, Appendable out) throws IOException {
    CSVPrinter printer = new CSVPrinter(out, FORMAT);
    printer.printRecord(Stream.concat(EVENT_COLUMNS.stream(), FIELD_COLUMNS.stream()));
    for (SportEvent event : events) {
      if (!Set.copyOf(FIELD_COLUMNS).containsAll(event.fields().keySet())) {
        throw new IllegalArgumentException("a field of " + event + " has no column");
      }
      printer.printRecord(
          Stream.concat(
              Stream.of(event.type(), event.id(), Timestamps.text(event.occurredAt())),
              FIELD_COLUMNS.stream().map(column -> event.fields().getOrDefault(column, ""))));
    }
    printer.flush();
  }
}
