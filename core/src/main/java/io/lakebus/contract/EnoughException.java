// SPDX-License-Identifier: Apache-2.0
package io.lakebus.contract;

import com.networknt.schema.SchemaException;

/** A check has found as many violations as are told. Never leaves {@link ContractSchema}. */
final class EnoughException extends SchemaException {

  private static final long serialVersionUID = 1;

  EnoughException() {
    super("enough is known");
  }

  /** Nobody reads its stack. */
  @Override
  public synchronized Throwable fillInStackTrace() {
    return this;
  }
}
