// SPDX-License-Identifier: Apache-2.0
package io.lakebus.contract;

import com.networknt.schema.SchemaException;

/**
 * A check has cost more than one may. Leaves the library, which lets its own kind of exception pass
 * without a word in the log, and never leaves {@link ContractSchema}.
 */
final class TooCostlyException extends SchemaException {

  private static final long serialVersionUID = 1;

  TooCostlyException() {
    super("the check has cost more than one may");
  }

  /** Nobody reads its stack. */
  @Override
  public synchronized Throwable fillInStackTrace() {
    return this;
  }
}
