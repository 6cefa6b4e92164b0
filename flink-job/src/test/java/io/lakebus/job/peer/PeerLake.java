// SPDX-License-Identifier: Apache-2.0
package io.lakebus.job.peer;

import io.lakebus.catalog.CatalogConfig;
import io.lakebus.catalog.CatalogServer;
import io.lakebus.job.Lake;
import io.lakebus.job.RestLake;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.apache.iceberg.CatalogProperties;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.jdbc.JdbcCatalog;
import org.apache.iceberg.rest.HTTPClient;
import org.apache.iceberg.rest.RESTCatalog;
import org.apache.iceberg.rest.RESTUtil;

/**
 * A real PostgreSQL and the real catalog service, with a relay on each link: job to service, and
 * service (or job) to database. Tables are read past the relays.
 */
final class PeerLake implements AutoCloseable {

  private static final String TOKEN = "key";

  private final EmbeddedPostgres postgres;
  private final DatabaseLink databaseLink;
  private final CatalogServer server;
  private final CatalogLink catalogLink;
  private final RESTCatalog reader;
  private final JdbcCatalog jdbcReader;

  PeerLake(Path folder) throws IOException, InterruptedException {
    postgres =
        EmbeddedPostgres.builder()
            .setDataDirectory(folder.resolve("postgres"))
            .setServerConfig("fsync", "on")
            .setServerConfig("synchronous_commit", "on")
            .start();
    databaseLink = new DatabaseLink(postgres.getPort());
    server =
        CatalogServer.start(
            CatalogConfig.of(
                Map.of(
                    "auth.token",
                    TOKEN,
                    "http.port",
                    "0",
                    "database.uri",
                    jdbc(databaseLink.port()),
                    "warehouse",
                    PeerFileIO.WAREHOUSE,
                    "storage.io-impl",
                    PeerFileIO.class.getName())));
    catalogLink = new CatalogLink(server.uri());
    reader = (RESTCatalog) new RestLake(rest(server.uri().toString())).open();
    jdbcReader = openJdbc(postgres.getPort());
  }

  /** The tables as the job of a sink reaches them. */
  Lake lake(Sinks sink, String run) {
    if (sink == Sinks.STOCK_ON_JDBC) {
      return new JdbcLake(databaseLink.port(), run);
    }
    return new DyingLake(rest(catalogLink.uri().toString()), run, sink == Sinks.OURS_SINGLY);
  }

  /** The tables of a sink as nothing disturbs them. */
  Catalog reader(Sinks sink) {
    return sink == Sinks.STOCK_ON_JDBC ? jdbcReader : reader;
  }

  /** From now on a run's faults may happen on the links. */
  void use(Faults faults) {
    catalogLink.use(faults);
    databaseLink.use(faults);
  }

  @Override
  public void close() throws IOException {
    reader.close();
    jdbcReader.close();
    catalogLink.close();
    server.close();
    databaseLink.close();
    postgres.close();
  }

  private static String jdbc(int port) {
    return "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
  }

  private static Map<String, String> rest(String uri) {
    return Map.of(
        "uri",
        uri,
        "rest.auth.type",
        "oauth2",
        "token",
        TOKEN,
        "token-refresh-enabled",
        "false",
        "io-impl",
        PeerFileIO.class.getName());
  }

  private static JdbcCatalog openJdbc(int port) {
    JdbcCatalog catalog = new JdbcCatalog();
    catalog.initialize(
        "stock",
        Map.of(
            "uri",
            jdbc(port),
            "jdbc.user",
            "postgres",
            "jdbc.password",
            "",
            "jdbc.schema-version",
            "V1",
            "warehouse",
            PeerFileIO.WAREHOUSE,
            "io-impl",
            PeerFileIO.class.getName()));
    return catalog;
  }

  /** The catalog service, with clients that may die. */
  private record DyingLake(Map<String, String> properties, String run, boolean singly)
      implements Lake {

    @Override
    public Catalog open() {
      Faults faults = Faults.of(run);
      RESTCatalog catalog =
          new RESTCatalog(
              config ->
                  new DyingClient(
                      HTTPClient.builder(config)
                          .uri(config.get(CatalogProperties.URI))
                          .withHeaders(RESTUtil.configHeaders(config))
                          .build(),
                      faults,
                      singly));
      catalog.initialize("lakebus", properties);
      return faults.opened(catalog);
    }
  }

  /** Iceberg's own catalog on the database. */
  private record JdbcLake(int port, String run) implements Lake {

    @Override
    public Catalog open() {
      return Faults.of(run).opened(openJdbc(port));
    }
  }
}
