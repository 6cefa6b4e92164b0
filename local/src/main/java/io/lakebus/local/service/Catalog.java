// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.service;

import io.lakebus.local.stack.ClassPaths;
import io.lakebus.local.stack.Home;
import io.lakebus.local.stack.JavaProgram;
import io.lakebus.local.stack.Launch;
import io.lakebus.local.stack.Link;
import io.lakebus.local.stack.Links;
import io.lakebus.local.stack.Ports;
import io.lakebus.local.stack.PrivateFiles;
import io.lakebus.local.stack.Probes;
import io.lakebus.local.stack.Secrets;
import io.lakebus.local.stack.Service;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The Iceberg REST catalog. */
public final class Catalog implements Service {

  public static final String NAME = "catalog";

  /** The name of the bearer token's secret. */
  public static final String TOKEN = "catalog.token";

  static final String WAREHOUSE = "s3://" + S3.BUCKET + "/warehouse";

  private final Home home;
  private final Links links;
  private final Ports ports;
  private final Secrets secrets;
  private final ClassPaths classPaths;
  private final Probes probes;

  public Catalog(Home home, Links links, Secrets secrets, ClassPaths classPaths, Probes probes) {
    this.home = home;
    this.links = links;
    this.ports = links.ports();
    this.secrets = secrets;
    this.classPaths = classPaths;
    this.probes = probes;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Set<String> needs() {
    return Set.of(Postgresql.NAME, S3.NAME);
  }

  @Override
  public List<Integer> ports() {
    return List.of(ports.catalog());
  }

  @Override
  public Launch prepare() throws IOException {
    Path settings = home.etc().resolve("catalog.properties");
    PrivateFiles.writeProperties(settings, settings());
    return new JavaProgram(
            NAME,
            classPaths.of(NAME),
            classPaths.archives(),
            List.of(
                "-Xmx160m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--sun-misc-unsafe-memory-access=allow",
                "--enable-native-access=ALL-UNNAMED"),
            "io.lakebus.catalog.CatalogMain")
        .launch(home, List.of("--config=" + settings));
  }

  private Map<String, String> settings() throws IOException {
    secrets.get(TOKEN);
    Map<String, String> settings = new HashMap<>();
    settings.put("auth.token-file", secrets.file(TOKEN).toString());
    settings.put("http.bind", Ports.HOST);
    settings.put("http.port", Integer.toString(ports.catalog()));
    settings.put(
        "database.uri",
        "jdbc:postgresql://"
            + links.address(Link.CATALOG_TO_POSTGRESQL)
            + "/"
            + Postgresql.DATABASE);
    settings.put("database.user", Postgresql.USER);
    settings.put("database.password-file", secrets.file(Postgresql.PASSWORD).toString());
    settings.put("warehouse", WAREHOUSE);
    settings.put("s3.endpoint", links.url(Link.CATALOG_TO_S3).toString());
    settings.put("s3.region", S3.REGION);
    settings.put("s3.path-style-access", "true");
    settings.put("s3.access-key", S3.ACCESS_KEY);
    settings.put("s3.secret-key-file", secrets.file(S3.SECRET_KEY).toString());
    return settings;
  }

  @Override
  public boolean answers() throws InterruptedException {
    return probes.get(Ports.url(ports.catalog()).resolve("/healthz")).isPresent();
  }
}
