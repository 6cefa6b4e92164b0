// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.service;

import io.lakebus.local.stack.ClassPaths;
import io.lakebus.local.stack.Folders;
import io.lakebus.local.stack.Home;
import io.lakebus.local.stack.JavaProgram;
import io.lakebus.local.stack.Launch;
import io.lakebus.local.stack.Ports;
import io.lakebus.local.stack.PrivateFiles;
import io.lakebus.local.stack.Probes;
import io.lakebus.local.stack.Secrets;
import io.lakebus.local.stack.Service;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** SQL over the tables. */
public final class Trino implements Service {

  public static final String NAME = "trino";

  /** The catalog under which Trino shows the tables. */
  public static final String CATALOG = "lakebus";

  private static final String VERSION = "483";
  private static final List<String> JVM_OPTIONS =
      List.of(
          "--add-modules=jdk.incubator.vector",
          "-Xmx1G",
          "-XX:+UseSerialGC",
          "-XX:ReservedCodeCacheSize=256M",
          "--enable-native-access=ALL-UNNAMED",
          "--sun-misc-unsafe-memory-access=allow",
          "-Djdk.attach.allowAttachSelf=true");

  private final Home home;
  private final Ports ports;
  private final Secrets secrets;
  private final ClassPaths classPaths;
  private final Probes probes;

  public Trino(Home home, Ports ports, Secrets secrets, ClassPaths classPaths, Probes probes) {
    this.home = home;
    this.ports = ports;
    this.secrets = secrets;
    this.classPaths = classPaths;
    this.probes = probes;
  }

  /** Where the JDBC driver finds the tables: the catalog, without a schema. */
  public static String jdbcUrl(Ports ports) {
    return "jdbc:trino://" + Ports.HOST + ":" + ports.trino() + "/" + CATALOG;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<Integer> ports() {
    return List.of(ports.trino());
  }

  @Override
  public Optional<URI> url() {
    return Optional.of(Ports.url(ports.trino()).resolve("/ui/"));
  }

  @Override
  public Launch prepare() throws IOException {
    Path etc = home.etc().resolve("trino");
    Path plugins = home.data(NAME).resolve("plugins");
    linkPlugin(plugins.resolve("iceberg"));
    PrivateFiles.writeProperties(etc.resolve("config.properties"), serverSettings(etc, plugins));
    PrivateFiles.writeProperties(
        etc.resolve("catalog").resolve(CATALOG + ".properties"), catalogSettings());
    List<Path> classPath = new ArrayList<>(classPaths.of(NAME));
    classPath.add(0, classPaths.jarOf(NAME));
    List<String> options = new ArrayList<>(JVM_OPTIONS);
    options.add("-Dconfig=" + etc.resolve("config.properties"));
    return new JavaProgram(
            NAME, classPath, classPaths.archives(), options, "io.lakebus.runtime.trino.TrinoMain")
        .launch(home, List.of(VERSION));
  }

  /** A plugin is a folder of jars; these are links to where the build found them. */
  private void linkPlugin(Path folder) throws IOException {
    Folders.delete(folder);
    Files.createDirectories(folder);
    List<Path> jars = new ArrayList<>(classPaths.of("trino-iceberg"));
    jars.add(classPaths.jarOf("trino-iceberg"));
    for (Path jar : jars) {
      Files.createSymbolicLink(folder.resolve(jar.getFileName()), jar);
    }
  }

  private Map<String, String> serverSettings(Path etc, Path plugins) {
    Map<String, String> settings = new HashMap<>();
    settings.put("coordinator", "true");
    settings.put("node-scheduler.include-coordinator", "true");
    settings.put("node.environment", "local");
    settings.put("node.id", "lakebus-local");
    settings.put("node.internal-address", Ports.HOST);
    settings.put("node.bind-ip", Ports.HOST);
    settings.put("http-server.http.port", Integer.toString(ports.trino()));
    settings.put("discovery.uri", Ports.url(ports.trino()).toString());
    settings.put("plugin.dir", plugins.toString());
    settings.put("catalog.config-dir", etc.resolve("catalog").toString());
    settings.put("catalog.management", "static");
    settings.put("query.max-memory", "512MB");
    settings.put("query.max-memory-per-node", "512MB");
    settings.put("memory.heap-headroom-per-node", "256MB");
    settings.put("task.concurrency", "2");
    settings.put("task.max-worker-threads", "4");
    settings.put("web-ui.authentication.type", "fixed");
    settings.put("web-ui.user", "lakebus");
    return settings;
  }

  private Map<String, String> catalogSettings() throws IOException {
    Map<String, String> settings = new HashMap<>();
    settings.put("connector.name", "iceberg");
    settings.put("iceberg.catalog.type", "rest");
    settings.put("iceberg.rest-catalog.uri", Ports.url(ports.catalog()).toString());
    settings.put("iceberg.rest-catalog.security", "OAUTH2");
    settings.put("iceberg.rest-catalog.oauth2.token", secrets.get(Catalog.TOKEN));
    settings.put("fs.s3.enabled", "true");
    settings.put("s3.endpoint", Ports.url(ports.s3()).toString());
    settings.put("s3.region", S3.REGION);
    settings.put("s3.path-style-access", "true");
    settings.put("s3.aws-access-key", S3.ACCESS_KEY);
    settings.put("s3.aws-secret-key", secrets.get(S3.SECRET_KEY));
    return settings;
  }

  @Override
  public boolean answers() throws InterruptedException {
    return probes
        .get(Ports.url(ports.trino()).resolve("/v1/info"))
        .filter(body -> body.contains("\"starting\":false"))
        .isPresent();
  }
}
