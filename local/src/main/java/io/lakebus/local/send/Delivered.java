// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.send;

import io.lakebus.client.delivery.Answer;
import io.lakebus.local.journal.Outcome;
import java.time.Instant;

/**
 * What became of an event.
 *
 * @param event the event
 * @param outcome whether the gateway has it
 * @param answer the last answer for it
 * @param sentAt when it was first sent
 * @param answeredAt when that answer came
 * @param attempts how often it was sent
 */
record Delivered(
    OutgoingEvent event,
    Outcome outcome,
    Answer answer,
    Instant sentAt,
    Instant answeredAt,
    int attempts) {}
