// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.sample;

import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code lakebus sample}: writes the sample, or one of another size or seed. */
@Command(
    name = "sample",
    description = {
      "Writes a CSV of invented sport events: matches scheduled, scored and finished, tickets sold"
          + " and refunded.",
      "The same seed and number of records make the same file;"
          + " sample/sport-events.csv is made without options."
    },
    mixinStandardHelpOptions = true)
public final class SampleCommand implements Callable<Integer> {

  static final long SEED = 2026;
  static final int RECORDS = 10_000;

  @Option(
      names = "--records",
      paramLabel = "N",
      defaultValue = "" + RECORDS,
      description = "how many records, at least 30 (default: ${DEFAULT-VALUE})")
  private int records;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "" + SEED,
      description = "another seed makes another season (default: ${DEFAULT-VALUE})")
  private long seed;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "where to write (default: standard output)")
  private Optional<Path> output;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    List<SportEvent> events;
    try {
      events = SportSeason.events(seed, records);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), "--records: " + e.getMessage(), e);
    }
    if (output.isPresent()) {
      try (Writer writer = Files.newBufferedWriter(output.get(), StandardCharsets.UTF_8)) {
        SampleCsv.write(events, writer);
      }
    } else {
      Writer writer = new OutputStreamWriter(System.out, StandardCharsets.UTF_8);
      SampleCsv.write(events, writer);
      writer.flush();
    }
    return 0;
  }
}
