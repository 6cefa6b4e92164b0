// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.send;

import io.lakebus.client.delivery.HttpGateway;
import io.lakebus.local.cli.CommandFailure;
import io.lakebus.local.control.StackOptions;
import io.lakebus.local.stack.Ports;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Where events go, and whose they are. */
final class TargetOptions {

  @Mixin private StackOptions stack;

  @Option(
      names = "--url",
      paramLabel = "URL",
      description = "The gateway (default: the local stack's, http://127.0.0.1:8080).")
  private Optional<URI> url = Optional.empty();

  @Option(
      names = "--vendor",
      paramLabel = "NAME",
      defaultValue = "demo",
      description = "Whose key is used: the file NAME.key in .lakebus (default: ${DEFAULT-VALUE}).")
  private String vendor;

  @Option(
      names = "--key",
      paramLabel = "KEY",
      description =
          "The API key itself; other users of the machine can see it, a file they cannot.")
  private Optional<String> key = Optional.empty();

  @Option(
      names = "--key-file",
      paramLabel = "FILE",
      description = "The file that holds the API key (default: the vendor's, .lakebus/NAME.key).")
  private Optional<Path> keyFile = Optional.empty();

  @Option(
      names = "--timeout",
      paramLabel = "TIME",
      defaultValue = "10s",
      description = "How long one answer is waited for (default: ${DEFAULT-VALUE}).")
  private Duration timeout;

  /**
   * The gateway, which answers.
   *
   * @throws CommandFailure if nothing answers there, or there is no key
   */
  HttpGateway gateway(HttpClient client) throws InterruptedException {
    URI gatewayUrl = url.orElseGet(() -> Ports.url(stack.ports().gateway()));
    HttpGateway gateway = open(client, gatewayUrl);
    try {
      gateway.reach();
    } catch (IOException e) {
      throw new CommandFailure(
          "nothing answers at " + gatewayUrl + "; './lakebus up' starts the local stack", e);
    }
    return gateway;
  }

  private HttpGateway open(HttpClient client, URI gatewayUrl) {
    try {
      return new HttpGateway(client, gatewayUrl, apiKey(), timeout);
    } catch (IllegalArgumentException e) {
      throw new CommandFailure(e.getMessage(), e);
    }
  }

  /** Whose events they are. */
  String vendor() {
    return vendor;
  }

  private String apiKey() {
    if (key.isPresent()) {
      return key.get();
    }
    Path file = keyFile.orElseGet(() -> stack.home().folder().resolve(vendor + ".key"));
    try {
      return Files.readString(file).strip();
    } catch (NoSuchFileException e) {
      throw new CommandFailure(
          "no API key: "
              + file
              + " is not there. './lakebus up' makes the key of the vendor demo,"
              + " './lakebus key "
              + vendor
              + "' makes another; --key-file names its file.",
          e);
    } catch (IOException e) {
      throw new CommandFailure("cannot read the API key in " + file + ": " + e.getMessage(), e);
    }
  }
}
