// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway.limit;

import java.util.List;

/** What one vendor may send now. Thread-safe. */
public interface Allowance {

  /** Lets a call in, or says of which policies nothing is left. */
  Verdict admit();

  /** How the vendor stands by each of its policies, in the order of {@link Policy}. */
  List<Standing> standings();
}
