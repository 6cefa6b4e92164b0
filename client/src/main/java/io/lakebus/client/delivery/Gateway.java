// SPDX-License-Identifier: Apache-2.0
package io.lakebus.client.delivery;

import java.io.IOException;

/** Where events are posted. */
@FunctionalInterface
public interface Gateway {

  /**
   * Posts events, an event object or an array of them, and waits for the answer.
   *
   * @throws NotReachedException if the request was certainly not read: there was no connection
   * @throws IOException if there is no answer: the events may have been accepted
   * @throws InterruptedException if the thread is interrupted: the events may be accepted
   */
  Reply post(byte[] events) throws IOException, InterruptedException;
}
