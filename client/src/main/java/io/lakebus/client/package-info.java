// SPDX-License-Identifier: Apache-2.0
/**
 * Sends events to a Lakebus gateway.
 *
 * <pre>{@code
 * try (LakebusClient client = LakebusClient.builder(URI.create("https://events.example.com"), key).build()) {
 *   OutgoingEvent goal = OutgoingEvent.of("match.score", "{\"match_id\": \"m1\", \"home_score\": 2}");
 *   client.send(goal).whenComplete((receipt, failure) -> {
 *     switch (failure) {
 *       case null -> log.info("accepted: " + receipt.id());
 *       case RefusedException refused -> log.error("to be mended: " + refused.getMessage());
 *       default -> outbox.keep(goal);  // to be sent again later, as it is: its id makes that safe
 *     }
 *   });
 * }
 * }</pre>
 *
 * <p>{@link io.lakebus.client.LakebusClient} has the details. The packages below this one are no
 * part of the API.
 */
package io.lakebus.client;
