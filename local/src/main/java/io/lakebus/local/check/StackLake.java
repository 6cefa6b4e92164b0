// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.check;

import io.lakebus.bus.Bus;
import io.lakebus.local.control.Stack;
import io.lakebus.local.service.Catalog;
import io.lakebus.local.service.S3;
import io.lakebus.local.service.Trino;
import io.lakebus.local.stack.Ports;
import io.lakebus.local.stack.Secrets;
import io.lakebus.route.TableId;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.iceberg.rest.RESTCatalog;

/** The tables of a stack on this machine: through its Trino, its catalog and its storage. */
public final class StackLake {

  private StackLake() {}

  /**
   * Opens them.
   *
   * @param trino the JDBC URL of another Trino than the stack's own
   * @throws IOException if the stack's secrets cannot be read
   * @throws TablesException if its catalog does not answer
   */
  public static Lake open(Stack stack, Bus bus, String vendor, Optional<String> trino)
      throws IOException {
    TableId archive = TableId.archive(bus);
    TableId quarantine = TableId.quarantine(bus);
    String url = trino.orElseGet(() -> Trino.jdbcUrl(stack.ports()));
    return new Lake(
        bus,
        vendor,
        Optional.of(new TrinoTables(url, vendor, archive, quarantine)),
        new IcebergTables(
            catalog(stack.ports(), new Secrets(stack.home())), vendor, archive, quarantine));
  }

  private static RESTCatalog catalog(Ports ports, Secrets secrets) throws IOException {
    Map<String, String> properties =
        new HashMap<>(S3.icebergClient(Ports.url(ports.s3()), secrets));
    properties.put("uri", Ports.url(ports.catalog()).toString());
    properties.put("rest.auth.type", "oauth2");
    properties.put("token", secrets.get(Catalog.TOKEN));
    properties.put("token-refresh-enabled", "false");
    RESTCatalog catalog = new RESTCatalog();
    try {
      catalog.initialize("check", properties);
      return catalog;
    } catch (RuntimeException e) {
      try {
        catalog.close();
      } catch (IOException suppressed) {
        e.addSuppressed(suppressed);
      }
      throw new TablesException(
          "the catalog at " + properties.get("uri") + " does not answer: " + e.getMessage(), e);
    }
  }
}
