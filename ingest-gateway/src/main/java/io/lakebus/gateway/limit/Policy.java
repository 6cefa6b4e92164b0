// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway.limit;

/** What a limit is a limit of. */
public enum Policy {
  EVENTS("events", "events a second"),
  BYTES("bytes", "bytes a second"),
  DAY("day", "events a day"),
  CONCURRENT("concurrent", "requests at one time");

  private final String code;
  private final String unit;

  Policy(String code, String unit) {
    this.code = code;
    this.unit = unit;
  }

  /** Its stable name. */
  public String code() {
    return code;
  }

  /** What its quota counts, in words. */
  public String unit() {
    return unit;
  }
}
