// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.sample;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Sells tickets for matches, and takes some back. */
final class TicketDesk {

  private static final List<String> CHANNELS = List.of("web", "web", "app", "app", "box office");
  private static final List<String> CATEGORIES = List.of("standing", "C", "B", "A", "VIP \"Gold\"");
  private static final List<String> COMMENTS =
      List.of(
          "",
          "",
          "",
          "",
          "",
          "",
          "",
          "",
          "Wheelchair space, aisle",
          "Two seats together, please.\nThank you!",
          "Prints \"at home\"");
  private static final List<String> REASONS =
      List.of("cannot attend", "event moved", "double booking", "illness, with certificate");

  private final Random random;
  private int orders;

  TicketDesk(Random random) {
    this.random = random;
  }

  /** Sells an order for a match, after it was announced and before it begins. */
  SportEvent sell(Match match) {
    orders++;
    String order = String.format(Locale.ROOT, "o%07d", orders);
    int category = random.nextInt(CATEGORIES.size());
    int quantity = 1 + random.nextInt(4);
    long price = match.league().priceCents() * (2L + category) / 2;
    long fee = price * quantity / 20;
    People.Person buyer = People.any(random);
    OffsetDateTime when =
        match
            .kickoff()
            .minusSeconds(1800 + random.nextInt(8 * 86_400))
            .plusNanos(random.nextInt(1000) * 1_000_000L);
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("match_id", match.id());
    fields.put("order_id", order);
    fields.put("buyer", buyer.name());
    fields.put("buyer_country", buyer.country());
    fields.put("category", CATEGORIES.get(category));
    fields.put("seats", seats(quantity));
    fields.put("quantity", Integer.toString(quantity));
    fields.put("unit_price", money(price));
    fields.put("service_fee", money(fee));
    fields.put("total", money(price * quantity + fee));
    fields.put("currency", match.league().currency());
    fields.put("channel", CHANNELS.get(random.nextInt(CHANNELS.size())));
    fields.put("resale", Boolean.toString(random.nextInt(12) == 0));
    fields.put("discount_code", random.nextInt(9) == 0 ? "EARLY" + random.nextInt(10) : "");
    fields.put("comment", COMMENTS.get(random.nextInt(COMMENTS.size())));
    return new SportEvent("ticket.sold", order + "-sold", when, fields);
  }

  /** Takes back part or all of an order, between its sale and the kickoff. */
  SportEvent refund(Match match, SportEvent sale) {
    int sold = Integer.parseInt(sale.fields().get("quantity"));
    int returned = 1 + random.nextInt(sold);
    long seconds = Duration.between(sale.occurredAt(), match.kickoff()).toSeconds();
    OffsetDateTime when = sale.occurredAt().plusSeconds(60 + random.nextInt((int) seconds - 60));
    long price = cents(sale.fields().get("unit_price"));
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("match_id", match.id());
    fields.put("order_id", sale.fields().get("order_id"));
    fields.put("refund_quantity", Integer.toString(returned));
    fields.put("refund_amount", money(price * returned));
    fields.put("fee_kept", money(cents(sale.fields().get("service_fee"))));
    fields.put("currency", match.league().currency());
    fields.put("reason", random.nextInt(4) == 0 ? "" : REASONS.get(random.nextInt(REASONS.size())));
    fields.put("partial", Boolean.toString(returned < sold));
    fields.put("requested_at", Timestamps.text(when.minusSeconds(random.nextInt(50))));
    return new SportEvent("ticket.refunded", fields.get("order_id") + "-refunded", when, fields);
  }

  private String seats(int quantity) {
    int row = 1 + random.nextInt(40);
    int first = 1 + random.nextInt(60);
    char stand = "NESW".charAt(random.nextInt(4));
    return IntStream.range(first, first + quantity)
        .mapToObj(seat -> String.format(Locale.ROOT, "%c%02d-%03d", stand, row, seat))
        .collect(Collectors.joining(","));
  }

  private static String money(long cents) {
    return String.format(Locale.ROOT, "%d.%02d", cents / 100, cents % 100);
  }

  private static long cents(String money) {
    return Long.parseLong(money.replace(".", ""));
  }
}
