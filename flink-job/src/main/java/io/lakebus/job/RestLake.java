// SPDX-License-Identifier: Apache-2.0
package io.lakebus.job;

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
    catalog.initialize("lakebus", properties);
    return catalog;
  }
}
