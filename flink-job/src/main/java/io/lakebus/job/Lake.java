// SPDX-License-Identifier: Apache-2.0
package io.lakebus.job;

import java.io.Serializable;
import org.apache.iceberg.catalog.Catalog;

/** How to reach the tables. Travels to the task managers, where each subtask opens its own. */
@FunctionalInterface
public interface Lake extends Serializable {

  /** Opens the catalog; where it is {@link java.io.Closeable}, whoever opened it closes it. */
  Catalog open();
}
