// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.service;

import io.lakebus.local.stack.ClassPaths;
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
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The object store: S3's protocol over a folder. */
public final class S3 implements Service {

  public static final String NAME = "s3";
  public static final String BUCKET = "lakebus";
  public static final String REGION = "us-east-1";
  public static final String ACCESS_KEY = "lakebus";

  /** The name of the secret key's secret. */
  public static final String SECRET_KEY = "s3.secret-key";

  private final Home home;
  private final Ports ports;
  private final Secrets secrets;
  private final ClassPaths classPaths;
  private final Probes probes;

  public S3(Home home, Ports ports, Secrets secrets, ClassPaths classPaths, Probes probes) {
    this.home = home;
    this.ports = ports;
    this.secrets = secrets;
    this.classPaths = classPaths;
    this.probes = probes;
  }

  /**
   * How Iceberg's file IO reaches the store.
   *
   * @param endpoint where this client finds it
   * @param secrets of the stack
   */
  public static Map<String, String> icebergClient(URI endpoint, Secrets secrets)
      throws IOException {
    Map<String, String> properties = new TreeMap<>();
    properties.put("io-impl", "org.apache.iceberg.aws.s3.S3FileIO");
    properties.put("s3.endpoint", endpoint.toString());
    properties.put("s3.path-style-access", "true");
    properties.put("s3.access-key-id", ACCESS_KEY);
    properties.put("s3.secret-access-key", secrets.get(SECRET_KEY));
    properties.put("client.region", REGION);
    return properties;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<Integer> ports() {
    return List.of(ports.s3());
  }

  private URI endpoint() {
    return Ports.url(ports.s3());
  }

  @Override
  public Launch prepare() throws IOException {
    Files.createDirectories(home.data(NAME).resolve(BUCKET));
    Path settings = home.etc().resolve("s3.properties");
    PrivateFiles.writeProperties(
        settings,
        Map.of(
            "s3proxy.endpoint",
            endpoint().toString(),
            "s3proxy.authorization",
            "aws-v2-or-v4",
            "s3proxy.identity",
            ACCESS_KEY,
            "s3proxy.credential",
            secrets.get(SECRET_KEY),
            "s3proxy.ignore-unknown-headers",
            "true",
            "jclouds.provider",
            "filesystem-nio2",
            "jclouds.filesystem.basedir",
            home.data(NAME).toString()));
    return new JavaProgram(
            NAME,
            classPaths.of(NAME),
            classPaths.archives(),
            List.of(
                "-Xmx128m",
                "-XX:+UseSerialGC",
                "-XX:MaxDirectMemorySize=64m",
                Logging.option(home),
                "--sun-misc-unsafe-memory-access=allow",
                "--enable-native-access=ALL-UNNAMED"),
            "org.gaul.s3proxy.Main")
        .launch(home, List.of("--properties", settings.toString()));
  }

  @Override
  public boolean answers() throws InterruptedException {
    return probes.speaksHttp(endpoint());
  }
}
