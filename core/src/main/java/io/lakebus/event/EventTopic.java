// SPDX-License-Identifier: Apache-2.0
package io.lakebus.event;

/** The topic of a bus's events: its log. */
public final class EventTopic {

  private EventTopic() {}

  /** The topic of a bus. */
  public static String name(String bus) {
    return bus + ".events";
  }
}
