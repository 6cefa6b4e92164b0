// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.send;

import io.lakebus.client.delivery.Answer;
import java.io.Closeable;
import java.io.IOException;

/** Hears what becomes of events, from one thread at a time. */
interface DeliveryListener extends Closeable {

  /** An event is done with. */
  void delivered(Delivered delivered);

  /** An event is sent again after this answer. */
  void retried(Answer answer);

  /** There is no more to hear. */
  @Override
  default void close() throws IOException {}
}
