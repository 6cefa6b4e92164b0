// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway.access;

/** The access log of who wants none. */
final class NoAccessLog implements AccessLog {

  @Override
  public void write(byte[] line) {}

  @Override
  public void close() {}
}
