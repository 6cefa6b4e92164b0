// SPDX-License-Identifier: Apache-2.0
package io.lakebus.client.delivery;

/** Hears what becomes of events, from the thread that delivers them. */
public interface ResultListener<E> {

  /** An event is done with. Told once of each. */
  void delivered(DeliveryResult<E> delivered);

  /** An event is sent again after this answer. */
  void retried(E event, Answer answer);
}
