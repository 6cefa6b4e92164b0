// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway.aws;

import java.util.Optional;

/**
 * What an SDK calls one call of its user: it makes a name for it and sends the same with every
 * retry of its own, which is what a retry is recognised by.
 */
public final class InvocationId {

  private static final String HEADER = "amz-sdk-invocation-id";
  private static final int MAX_LENGTH = 128;

  private InvocationId() {}

  /** The request's; empty if it has none, or one that is not visible ASCII and short. */
  public static Optional<String> of(RequestHead head) {
    return head.header(HEADER)
        .filter(id -> !id.isEmpty() && id.length() <= MAX_LENGTH)
        .filter(id -> id.chars().allMatch(character -> character > ' ' && character <= '~'));
  }
}
