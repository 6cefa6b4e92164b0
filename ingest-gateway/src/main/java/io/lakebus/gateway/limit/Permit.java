// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway.limit;

/**
 * One call that has been let in, until it is answered. It has been charged one event already, and
 * keeps that charge whatever becomes of it.
 */
public interface Permit extends AutoCloseable {

  /** The call's body has this many bytes, inflated. */
  void chargeBytes(long count);

  /** The call's body holds this many events, accepted or not. */
  void chargeEvents(long count);

  /** So many of the call's events are accepted: they count towards the day. */
  void chargeAccepted(long count);

  /** The call is answered. Closing twice is closing once. */
  @Override
  void close();
}
