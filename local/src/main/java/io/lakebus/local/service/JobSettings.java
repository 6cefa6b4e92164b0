// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.service;

import io.lakebus.local.stack.BusFile;
import io.lakebus.local.stack.Home;
import io.lakebus.local.stack.Ports;
import io.lakebus.local.stack.PrivateFiles;
import io.lakebus.local.stack.Secrets;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the job is told.
 *
 * @param home of the stack
 * @param ports of the stack
 * @param secrets of the stack
 * @param bus the definition of the bus
 */
record JobSettings(Home home, Ports ports, Secrets secrets, BusFile bus) {

  /** Writes the settings and returns the arguments of the job's main class. */
  List<String> write() throws IOException {
    Path file = home.etc().resolve("job.properties");
    PrivateFiles.writeProperties(file, settings());
    return List.of("--config=" + file);
  }

  private Map<String, String> settings() throws IOException {
    Map<String, String> settings = new HashMap<>();
    settings.put("bus.definition", home.busDefinition().toString());
    settings.put("bus.version", Integer.toString(bus.version()));
    settings.put("kafka.bootstrap-servers", Ports.HOST + ":" + ports.kafka());
    settings.put("catalog.uri", Ports.url(ports.catalog()).toString());
    settings.put("catalog.token", secrets.get(Catalog.TOKEN));
    settings.put("catalog.properties", catalogProperties());
    settings.put("parallelism", "2");
    settings.put("checkpoint.folder", checkpoints().folder().toUri().toString());
    return settings;
  }

  private String catalogProperties() throws IOException {
    return String.join(
        ",",
        "io-impl=org.apache.iceberg.aws.s3.S3FileIO",
        "s3.endpoint=" + Ports.url(ports.s3()),
        "s3.path-style-access=true",
        "s3.access-key-id=" + S3.ACCESS_KEY,
        "s3.secret-access-key=" + secrets.get(S3.SECRET_KEY),
        "client.region=" + S3.REGION);
  }

  /** A bus of another name is another pipeline, with a state of its own. */
  Checkpoints checkpoints() throws IOException {
    return new Checkpoints(FlinkSettings.checkpoints(home).resolve(bus.name()));
  }
}
