// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.cli;

/**
 * A command cannot do what it was asked, for a reason the user can understand: the message is
 * printed as it is, without a stack trace, and the exit code is 1.
 */
public final class CommandFailure extends RuntimeException {

  public CommandFailure(String message) {
    super(message);
  }

  public CommandFailure(String message, Throwable cause) {
    super(message, cause);
  }
}
