// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway.limit;

import java.util.List;

/** The allowance of a vendor without limits: no state, and nothing made for a call. */
final class Unlimited implements Allowance, Permit {

  static final Unlimited INSTANCE = new Unlimited();

  private final Verdict admitted = new Verdict.Admitted(this);

  private Unlimited() {}

  @Override
  public Verdict admit() {
    return admitted;
  }

  @Override
  public List<Standing> standings() {
    return List.of();
  }

  @Override
  public void chargeBytes(long count) {}

  @Override
  public void chargeEvents(long count) {}

  @Override
  public void chargeAccepted(long count) {}

  @Override
  public void close() {}
}
