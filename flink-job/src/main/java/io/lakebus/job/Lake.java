// SPDX-License-Identifier: Apache-2.0
package io.lakebus.job;

import java.io.Closeable;
import java.io.IOException;
import java.io.Serializable;
import org.apache.iceberg.catalog.Catalog;

/** How to reach the tables. Travels to the task managers, where each subtask opens its own. */
@FunctionalInterface
public interface Lake extends Serializable {

  /** Opens the catalog; whoever opened it gives it to {@link #close}. */
  Catalog open();

  /** Closes a catalog, where that is to be closed. */
  static void close(Catalog catalog) throws IOException {
    if (catalog instanceof Closeable closeable) {
      closeable.close();
    }
  }
}
