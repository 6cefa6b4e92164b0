// SPDX-License-Identifier: Apache-2.0
package io.lakebus.catalog;

import io.lakebus.config.ConfigException;
import io.lakebus.config.DataSize;
import io.lakebus.config.Setting;
import io.lakebus.config.Settings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything the catalog service is told at its start.
 *
 * @param name the catalog's name, part of the key of each of its rows in the database
 * @param token the secret that callers present as {@code Authorization: Bearer}
 * @param http where and how it listens
 * @param postgres its database
 * @param storage where metadata files are
 */
public record CatalogConfig(
    String name, String token, Http http, Postgres postgres, Storage storage) {

  /** One that holds the lock of the set-up and one that does it. */
  private static final String LEAST_CONNECTIONS = "2";

  /** The HTTP server takes a few for itself. */
  private static final String LEAST_THREADS = "8";

  /** The database's driver counts in seconds. */
  private static final String LEAST_TIMEOUT = "1s";

  private static final Setting<String> NAME =
      Setting.text("catalog.name", "lakebus", "Name of the catalog, part of the key of its rows.");
  private static final Setting<String> TOKEN =
      Setting.text("auth.token", "", "The bearer token; or auth.token-file, exactly one of them.");
  private static final Setting<String> TOKEN_FILE =
      Setting.text("auth.token-file", "", "File whose content is the bearer token.");
  private static final Setting<String> HTTP_BIND =
      Setting.text("http.bind", "127.0.0.1", "Address to listen on.");
  private static final Setting<Integer> HTTP_PORT =
      Setting.port("http.port", 8083, "Port to listen on; 0 takes a free one.");
  private static final Setting<Integer> HTTP_THREADS =
      Setting.atLeast(
          LEAST_THREADS, Setting.count("http.threads", 64, "Most threads that serve requests."));
  private static final Setting<DataSize> HTTP_MAX_REQUEST =
      Setting.size("http.max-request", "16MiB", "Largest request body.");
  private static final Setting<Duration> HTTP_DRAIN =
      Setting.duration("http.drain", "10s", "Time that requests in flight get at a stop.");
  private static final Setting<String> DATABASE_URI =
      Setting.requiredText("database.uri", "JDBC address of the PostgreSQL database.");
  private static final Setting<String> DATABASE_USER =
      Setting.text("database.user", "postgres", "User in the database.");
  private static final Setting<String> DATABASE_PASSWORD =
      Setting.text("database.password", "", "The user's password; or database.password-file.");
  private static final Setting<String> DATABASE_PASSWORD_FILE =
      Setting.text("database.password-file", "", "File whose content is the user's password.");
  private static final Setting<Integer> DATABASE_CONNECTIONS =
      Setting.atLeast(
          LEAST_CONNECTIONS,
          Setting.count("database.connections", 16, "Most connections to the database."));
  private static final Setting<Duration> DATABASE_TIMEOUT =
      Setting.atLeast(
          LEAST_TIMEOUT,
          Setting.duration(
              "database.timeout", "5s", "Longest wait for a connection, and for a statement."));
  private static final Setting<Duration> DATABASE_START =
      Setting.duration("database.start-wait", "60s", "How long a start waits for the database.");
  private static final Setting<String> WAREHOUSE =
      Setting.requiredText("warehouse", "Location under which tables are put, s3://bucket/path.");
  private static final Setting<String> FILE_IO =
      Setting.text(
          "storage.io-impl", "org.apache.iceberg.aws.s3.S3FileIO", "Iceberg's FileIO to use.");
  private static final Setting<String> S3_ENDPOINT =
      Setting.text("s3.endpoint", "", "Address of the S3 server; empty for AWS.");
  private static final Setting<String> S3_REGION =
      Setting.text("s3.region", "us-east-1", "Region of the buckets.");
  private static final Setting<Boolean> S3_PATH_STYLE =
      new Setting<>(
          "s3.path-style-access",
          Optional.of("true"),
          "Whether the bucket is in the path and not in the host name.",
          CatalogConfig::parseTruth);
  private static final Setting<String> S3_ACCESS_KEY =
      Setting.text("s3.access-key", "", "Access key; empty for the AWS default chain.");
  private static final Setting<String> S3_SECRET_KEY =
      Setting.text("s3.secret-key", "", "Secret key; or s3.secret-key-file.");
  private static final Setting<String> S3_SECRET_KEY_FILE =
      Setting.text("s3.secret-key-file", "", "File whose content is the secret key.");

  /** The settings, in the order in which they are documented. */
  public static final List<Setting<?>> SETTINGS =
      List.of(
          NAME,
          TOKEN,
          TOKEN_FILE,
          HTTP_BIND,
          HTTP_PORT,
          HTTP_THREADS,
          HTTP_MAX_REQUEST,
          HTTP_DRAIN,
          DATABASE_URI,
          DATABASE_USER,
          DATABASE_PASSWORD,
          DATABASE_PASSWORD_FILE,
          DATABASE_CONNECTIONS,
          DATABASE_TIMEOUT,
          DATABASE_START,
          WAREHOUSE,
          FILE_IO,
          S3_ENDPOINT,
          S3_REGION,
          S3_PATH_STYLE,
          S3_ACCESS_KEY,
          S3_SECRET_KEY,
          S3_SECRET_KEY_FILE);

  /**
   * How the service listens.
   *
   * @param bind the address
   * @param port the port; 0 takes a free one
   * @param threads most threads that serve requests
   * @param maxRequest the largest request body
   * @param drain the time that requests in flight get at a stop
   */
  public record Http(String bind, int port, int threads, DataSize maxRequest, Duration drain) {}

  /**
   * The catalog's database.
   *
   * @param uri its JDBC address
   * @param user the user
   * @param password the user's password
   * @param connections most connections at a time
   * @param timeout longest wait for a connection, and for a statement
   * @param startWait how long a start waits for the database
   */
  public record Postgres(
      String uri,
      String user,
      String password,
      int connections,
      Duration timeout,
      Duration startWait) {}

  /**
   * Where metadata files are.
   *
   * @param warehouse location under which tables are put
   * @param fileIo class name of Iceberg's FileIO
   * @param client properties that clients need as well: endpoint, region, path style
   * @param secret properties that stay here: credentials
   */
  public record Storage(
      String warehouse, String fileIo, Map<String, String> client, Map<String, String> secret) {

    public Storage {
      client = Map.copyOf(client);
      secret = Map.copyOf(secret);
    }
  }

  /**
   * Reads a program's arguments.
   *
   * @throws ConfigException if anything about them is wrong
   */
  public static CatalogConfig load(String[] arguments) {
    return from(Settings.load(arguments, SETTINGS));
  }

  /**
   * Reads settings given as pairs of key and value.
   *
   * @throws ConfigException if anything about them is wrong
   */
  public static CatalogConfig of(Map<String, String> given) {
    return from(Settings.of(given, SETTINGS));
  }

  private static CatalogConfig from(Settings settings) {
    String token = secret(settings, TOKEN, TOKEN_FILE);
    if (token.isEmpty()) {
      throw new ConfigException(
          List.of("auth.token or auth.token-file is needed: the catalog serves nobody unnamed"));
    }
    return new CatalogConfig(
        settings.get(NAME),
        token,
        new Http(
            settings.get(HTTP_BIND),
            settings.get(HTTP_PORT),
            settings.get(HTTP_THREADS),
            settings.get(HTTP_MAX_REQUEST),
            settings.get(HTTP_DRAIN)),
        new Postgres(
            settings.get(DATABASE_URI),
            settings.get(DATABASE_USER),
            secret(settings, DATABASE_PASSWORD, DATABASE_PASSWORD_FILE),
            settings.get(DATABASE_CONNECTIONS),
            settings.get(DATABASE_TIMEOUT),
            settings.get(DATABASE_START)),
        storage(settings));
  }

  private static Storage storage(Settings settings) {
    return new Storage(
        settings.get(WAREHOUSE),
        settings.get(FILE_IO),
        StorageProperties.client(
            settings.get(S3_ENDPOINT), settings.get(S3_REGION), settings.get(S3_PATH_STYLE)),
        StorageProperties.secret(
            settings.get(S3_ACCESS_KEY), secret(settings, S3_SECRET_KEY, S3_SECRET_KEY_FILE)));
  }

  private static String secret(Settings settings, Setting<String> value, Setting<String> file) {
    String path = settings.get(file);
    if (path.isEmpty()) {
      return settings.get(value);
    }
    if (!settings.get(value).isEmpty()) {
      throw new ConfigException(List.of(value.key() + " and " + file.key() + " are both given"));
    }
    try {
      return Files.readString(Path.of(path), StandardCharsets.UTF_8).strip();
    } catch (IOException e) {
      throw new ConfigException(List.of(file.key() + ": cannot read " + path + ": " + e));
    }
  }

  private static Boolean parseTruth(String text) {
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new IllegalArgumentException("'" + text + "' is neither true nor false");
    };
  }
}
