// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.stack;

import java.util.List;

/**
 * What a supervisor writes down about itself at its start.
 *
 * @param pid its process
 * @param fingerprint of everything that was built and configured into its services
 * @param services the names of its services, in the order in which users see them
 */
public record SupervisorRecord(long pid, String fingerprint, List<String> services) {

  public SupervisorRecord {
    services = List.copyOf(services);
  }
}
