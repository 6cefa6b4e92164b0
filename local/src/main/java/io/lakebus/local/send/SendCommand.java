// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.send;

import io.lakebus.client.delivery.HttpGateway;
import io.lakebus.local.cli.CommandFailure;
import io.lakebus.local.journal.JournalWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.http.HttpClient;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lakebus send}: records of a file become events of a vendor. */
@Command(
    name = "send",
    description = {
      "Sends the records of a file to the gateway, as a vendor does: CSV, NDJSON or JSON.",
      "",
      "Type, id and time are taken out of a record; its other fields are the event's detail. Cells"
          + " of a CSV that are exactly JSON numbers, true or false become those, empty cells"
          + " nothing, all others strings. A JSON record that has detail-type and detail is an"
          + " event object and goes as it is.",
      "",
      "Exits with 0 if the gateway accepted every record, else with 1."
    },
    mixinStandardHelpOptions = true)
public final class SendCommand implements Callable<Integer> {

  @Parameters(paramLabel = "FILE", description = "The file; - is standard input.")
  private String file;

  @Mixin private TargetOptions target;
  @Mixin private ShapeOptions shape;
  @Mixin private LoadOptions load;

  @Option(names = "--verbose", description = "A line for each event as the gateway answered.")
  private boolean verbose;

  @Option(
      names = "--journal",
      paramLabel = "FILE",
      description = "Write what was sent and answered, a JSON object a line; 'check' reads it.")
  private Optional<Path> journalFile = Optional.empty();

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException {
    load.check(spec);
    EventInput input = input();
    PrintWriter err = spec.commandLine().getErr();
    Report report =
        new Report(
            spec.commandLine().getOut(),
            err,
            verbose ? Report.Detail.EVERY_EVENT : Report.Detail.FIGURES);
    boolean whole;
    try (GracefulStop stop = new GracefulStop()) {
      long start = System.nanoTime();
      whole = send(input, report, stop);
      report.summary(file, Duration.ofNanos(System.nanoTime() - start));
    } catch (NoSuchFileException e) {
      throw new CommandFailure(e.getMessage() + " is not there", e);
    } catch (IOException e) {
      throw new CommandFailure(e.getMessage(), e);
    }
    err.flush();
    return whole && report.accepted() == report.events() ? 0 : 1;
  }

  /** Sends the input; false if some of it could not be sent, which is then printed. */
  private boolean send(EventInput input, Report report, GracefulStop stop)
      throws IOException, InterruptedException {
    PrintWriter err = spec.commandLine().getErr();
    EventFactory factory = new EventFactory(shape.shape(System.currentTimeMillis()));
    try (HttpClient client = HttpGateway.newHttpClient();
        EventStream events =
            new EventStream(
                input,
                factory,
                load.extent(),
                refused -> err.println(refused.position() + ": " + refused.problem()));
        Listeners listeners = listeners(report, input)) {
      Sender sender = load.sender(target.gateway(client), listeners);
      stop.stops(sender);
      load.duration()
          .ifPresent(
              duration ->
                  CompletableFuture.delayedExecutor(duration.toMillis(), TimeUnit.MILLISECONDS)
                      .execute(sender::stop));
      sender.send(events);
      if (events.refused() > 0) {
        err.println(events.refused() + " records could not be sent");
      }
      return events.refused() == 0;
    } catch (InputException e) {
      err.println(e.getMessage());
      return false;
    }
  }

  private Listeners listeners(Report report, EventInput input) throws IOException {
    List<DeliveryListener> listeners = new ArrayList<>(List.of(report));
    if (journalFile.isPresent()) {
      listeners.add(new Journaling(new JournalWriter(journalFile.get()), target.vendor()));
    }
    if (Ansi.AUTO.enabled() && !verbose) {
      listeners.add(new Bar("sending", load.extent().total(input)));
    }
    return new Listeners(listeners);
  }

  private EventInput input() {
    if (file.equals(EventInput.STANDARD_INPUT) && load.extent().passes() > 1) {
      throw new ParameterException(
          spec.commandLine(), "standard input can be sent once: --repeat and --loop need a file");
    }
    InputFormat format =
        shape
            .format(file)
            .orElseThrow(
                () ->
                    new ParameterException(
                        spec.commandLine(),
                        "'"
                            + file
                            + "' does not end in .csv, .ndjson, .jsonl or .json:"
                            + " --format says how it is written"));
    return new EventInput(file, format, shape.cells());
  }
}
