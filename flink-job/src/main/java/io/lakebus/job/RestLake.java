// SPDX-License-Identifier: Apache-2.0
package io.lakebus.job;

import java.io.IOException;
import java.util.Map;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.rest.RESTCatalog;

/**
 * The tables of an Iceberg REST catalog.
 *
 * @param properties the catalog's properties, {@code uri} among them
 */
public record RestLake(Map<String, String> properties) implements Lake {

  public RestLake {
    properties = Map.copyOf(properties);
  }

  @Override
  public Catalog open() {
    RESTCatalog catalog = new RESTCatalog();
    try {
      catalog.initialize("lakebus", properties);
      return catalog;
    } catch (RuntimeException e) {
      closeAfter(catalog, e);
      throw e;
    }
  }

  private static void closeAfter(RESTCatalog catalog, RuntimeException failure) {
    try {
      catalog.close();
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
  }
}
