// SPDX-License-Identifier: Apache-2.0
package io.lakebus.catalog;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;
import org.apache.iceberg.CatalogUtil;
import org.apache.iceberg.io.FileIO;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The running catalog service: what {@link CatalogMain} starts, and what a test of another module
 * starts in its own process.
 */
public final class CatalogServer implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(CatalogServer.class);

  /** Metadata files of one commit that are read or written side by side. */
  private static final int WORKERS = 16;

  /** How much longer than a statement may take the fate of a lost commit is looked for. */
  private static final int FATE_PATIENCE = 3;

  private static final long SETUP_LOCK = 0x6c616b65627573L;

  private final CatalogHttp http;
  private final Database database;
  private final PostgresCatalog catalog;
  private final ExecutorService workers;

  private CatalogServer(
      CatalogHttp http, Database database, PostgresCatalog catalog, ExecutorService workers) {
    this.http = http;
    this.database = database;
    this.catalog = catalog;
    this.workers = workers;
  }

  /**
   * Starts the service: waits for the database, makes its tables if they are not there, and
   * listens.
   *
   * @throws DatabaseException if the database does not answer in time
   */
  public static CatalogServer start(CatalogConfig config) throws InterruptedException {
    return start(config, UnaryOperator.identity());
  }

  /** Starts the service with other pointers around the real ones. */
  static CatalogServer start(CatalogConfig config, UnaryOperator<Pointers> around)
      throws InterruptedException {
    PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    Database database = Database.open(config.postgres(), meters);
    try {
      database.await(config.postgres().startWait());
      return serve(config, database, meters, around);
    } catch (RuntimeException | InterruptedException e) {
      database.close();
      throw e;
    }
  }

  private static CatalogServer serve(
      CatalogConfig config,
      Database database,
      PrometheusMeterRegistry meters,
      UnaryOperator<Pointers> around) {
    CatalogMetrics metrics = new CatalogMetrics(meters);
    FileIO io =
        CatalogUtil.loadFileIO(
            config.storage().fileIo(), StorageProperties.own(config.storage()), null);
    MetadataFiles files = new MetadataFiles(io);
    Duration patience = config.postgres().timeout().multipliedBy(FATE_PATIENCE);
    CommitFate fate = new CommitFate(database, config.name(), files::predecessors, patience);
    Pointers pointers = around.apply(new PostgresPointers(database, config.name(), fate));
    Publisher publisher = new Publisher(pointers, files);
    PostgresCatalog catalog = new PostgresCatalog(database, pointers, files, publisher);
    setUp(database, catalog, config);

    ExecutorService workers =
        Executors.newFixedThreadPool(
            WORKERS, Thread.ofPlatform().daemon().name("metadata-", 0).factory());
    TableCommits commits = new TableCommits(catalog, publisher, workers, metrics);
    TableCreation creation = new TableCreation(catalog, publisher, files);
    List<Route> routes = new ArrayList<>();
    routes.addAll(new NamespaceRoutes(catalog).routes());
    routes.addAll(new TableRoutes(catalog, pointers, creation, commits, metrics).routes());
    routes.addAll(new ViewRoutes(catalog).routes());
    CatalogHttp http =
        new CatalogHttp(
            config.http(),
            new BearerToken(config.token()),
            new ConfigRoute(config, routes),
            routes,
            new AdminRoutes(database, meters, metrics));
    http.start();
    LOG.info(
        "The catalog {} is served at http://{}:{}",
        config.name(),
        config.http().bind(),
        http.port());
    return new CatalogServer(http, database, catalog, workers);
  }

  /** The port it listens on. */
  public int port() {
    return http.port();
  }

  /** Where a client on this machine finds it. */
  public URI uri() {
    return URI.create("http://127.0.0.1:" + port());
  }

  /** Finishes what is in flight, then stops. */
  @Override
  public void close() {
    http.close();
    workers.shutdown();
    catalog.close();
    database.close();
  }

  /** Several services may start at once on a new database; one after the other sets it up. */
  private static void setUp(Database database, PostgresCatalog catalog, CatalogConfig config) {
    try {
      database.run(
          connection -> {
            lock(connection);
            catalog.initialize(config.name(), config.storage().warehouse());
            return connection;
          });
    } catch (SQLException e) {
      throw new DatabaseException("Cannot set up the database: " + e.getMessage(), e);
    }
  }

  /** A lock of the transaction, so that it ends with the connection's use at the latest. */
  private static void lock(Connection connection) throws SQLException {
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement()) {
      statement.execute("SELECT pg_advisory_xact_lock(" + SETUP_LOCK + ")");
    }
  }
}
