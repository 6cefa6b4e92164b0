// SPDX-License-Identifier: Apache-2.0
package io.lakebus.catalog;

import io.lakebus.config.ConfigException;
import io.lakebus.config.DataSize;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class CatalogConfigTest {

  private static final Map<String, String> LEAST =
      Map.of(
          "auth.token", "t",
          "database.uri", "jdbc:postgresql://db/catalog",
          "warehouse", "s3://lake/warehouse");

  @TempDir private Path folder;

  @Test
  void whatIsNotGivenHasItsDefault() {
    assertThat(CatalogConfig.of(LEAST))
        .isEqualTo(
            new CatalogConfig(
                "lakebus",
                "t",
                new CatalogConfig.Http(
                    "127.0.0.1", 8083, 64, new DataSize(16 << 20), Duration.ofSeconds(10)),
                new CatalogConfig.Postgres(
                    "jdbc:postgresql://db/catalog",
                    "postgres",
                    "",
                    16,
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(60)),
                new CatalogConfig.Storage(
                    "s3://lake/warehouse",
                    "org.apache.iceberg.aws.s3.S3FileIO",
                    Map.of("client.region", "us-east-1", "s3.region", "us-east-1"),
                    Map.of())));
  }

  @Test
  void clientsAreToldOfTheStoreButNotOfItsKeys() {
    CatalogConfig.Storage storage =
        with(Map.of(
                "s3.endpoint", "http://127.0.0.1:8084",
                "s3.region", "eu-west-1",
                "s3.path-style-access", "true",
                "s3.access-key", "access",
                "s3.secret-key", "secret"))
            .storage();
    assertThat(storage.client())
        .isEqualTo(
            Map.of(
                "s3.endpoint", "http://127.0.0.1:8084",
                "s3.path-style-access", "true",
                "client.region", "eu-west-1",
                "s3.region", "eu-west-1"));
    assertThat(storage.secret())
        .isEqualTo(Map.of("s3.access-key-id", "access", "s3.secret-access-key", "secret"));
    assertThat(StorageProperties.own(storage))
        .containsAllEntriesOf(storage.client())
        .containsAllEntriesOf(storage.secret());
  }

  @Test
  void aSecretMayBeInAFile() throws Exception {
    Path file = Files.writeString(folder.resolve("token"), "from-file\n");
    Map<String, String> given = new HashMap<>(LEAST);
    given.remove("auth.token");
    given.put("auth.token-file", file.toString());
    assertThat(CatalogConfig.of(given).token()).isEqualTo("from-file");

    given.put("auth.token", "both");
    assertThatThrownBy(() -> CatalogConfig.of(given))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("auth.token-file");
    given.remove("auth.token");
    given.put("auth.token-file", folder.resolve("none").toString());
    assertThatThrownBy(() -> CatalogConfig.of(given))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("none");
  }

  @Test
  void withoutATokenNothingStarts() {
    assertThatThrownBy(() -> with(Map.of("auth.token", "")))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("auth.token");
  }

  @Test
  void numbersThatCannotServeAreRefused() {
    assertThatThrownBy(
            () ->
                with(
                    Map.of(
                        "http.threads", "7",
                        "database.connections", "1",
                        "database.timeout", "100ms",
                        "s3.path-style-access", "yes")))
        .isInstanceOfSatisfying(
            ConfigException.class,
            e ->
                assertThat(e.problems())
                    .containsExactly(
                        "http.threads: '7' is less than 8",
                        "database.connections: '1' is less than 2",
                        "database.timeout: '100ms' is less than 1s",
                        "s3.path-style-access: 'yes' is neither true nor false"));
  }

  private static CatalogConfig with(Map<String, String> more) {
    Map<String, String> given = new HashMap<>(LEAST);
    given.putAll(more);
    return CatalogConfig.of(given);
  }
}
