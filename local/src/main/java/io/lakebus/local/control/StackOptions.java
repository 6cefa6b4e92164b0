// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.control;

import io.lakebus.local.cli.CommandFailure;
import io.lakebus.local.service.Trino;
import io.lakebus.local.stack.Home;
import io.lakebus.local.stack.Links;
import io.lakebus.local.stack.Ports;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Which stack a command is about. A command takes them by {@code @Mixin StackOptions stack}. */
public final class StackOptions {

  /** Set by the launcher to the project's own folder. */
  private static final String PROJECT = "lakebus.project";

  private static final String PORT_OFFSET = "port-offset";
  private static final String LINK_SHIFT = "link-shift";

  @Spec(Spec.Target.MIXEE)
  private CommandSpec mixee;

  @Option(
      names = "--home",
      paramLabel = "DIR",
      description = "The folder that holds the stack (default: .lakebus in the project).")
  private Optional<Path> homeFolder = Optional.empty();

  @Option(
      names = "--port-offset",
      paramLabel = "N",
      description = "Added to every port (default: the one the stack was last started with, or 0).")
  private Optional<Integer> portOffset = Optional.empty();

  /** The project's folder, where the launcher script is. */
  public static Path project() {
    return Path.of(System.getProperty(PROJECT, "")).toAbsolutePath().normalize();
  }

  public Home home() {
    return new Home(homeFolder.orElse(project().resolve(".lakebus")));
  }

  /** The ports given by the options, else those that the stack was last started with. */
  public Ports ports() {
    try {
      return new Ports(portOffset.orElseGet(() -> last(PORT_OFFSET)));
    } catch (IllegalArgumentException e) {
      throw new ParameterException(mixee.commandLine(), e.getMessage(), e);
    }
  }

  /** Where the JDBC driver finds the tables: the catalog, without a schema. */
  public String jdbcUrl() {
    return Trino.jdbcUrl(ports());
  }

  public Stack stack() {
    try {
      return new Stack(project(), home(), new Links(ports(), last(LINK_SHIFT)));
    } catch (IllegalArgumentException e) {
      throw new ParameterException(mixee.commandLine(), e.getMessage(), e);
    }
  }

  /** What the stack was last started with. */
  private int last(String property) {
    Path file = home().stackProperties();
    if (!Files.exists(file)) {
      return 0;
    }
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      properties.load(reader);
      return Integer.parseInt(properties.getProperty(property, "0"));
    } catch (IOException | NumberFormatException e) {
      throw new CommandFailure("cannot read " + file + ": " + e.getMessage(), e);
    }
  }
}
