// SPDX-License-Identifier: Apache-2.0
package io.lakebus.client.delivery;

import java.time.Instant;

/**
 * What became of an event.
 *
 * @param event the event
 * @param fate whether the gateway has it
 * @param answer the last answer for it
 * @param answeredAt when that answer came
 * @param attempts how often it was sent
 */
public record DeliveryResult<E>(
    E event, Fate fate, Answer answer, Instant answeredAt, int attempts) {}
