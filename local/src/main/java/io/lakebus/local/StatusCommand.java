// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local;

import io.lakebus.local.control.Progress;
import io.lakebus.local.control.Stack;
import io.lakebus.local.control.StackControl;
import io.lakebus.local.control.StackOptions;
import io.lakebus.local.stack.Processes;
import io.lakebus.local.stack.Records;
import io.lakebus.local.stack.ServiceRecord;
import io.lakebus.local.stack.State;
import java.io.PrintWriter;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Shows what runs. */
@Command(
    name = "status",
    mixinStandardHelpOptions = true,
    description = "Shows each service: its state, process, memory and URL.",
    footer = {"", "Exit code 0 if everything is ready, else 1."})
final class StatusCommand implements Callable<Integer> {

  private static final String LINE = "%-12s %-11s %8s %6s %9s %8s %9s  %s%n";

  @Mixin private StackOptions options;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    Stack stack = options.stack();
    boolean supervised = new StackControl(stack, new Progress(out)).isRunning();
    Records records = new Records(stack.home());
    if (!supervised && Processes.of(stack.home()).isEmpty()) {
      out.println("The stack is not running. Start it with: lakebus up");
      return 1;
    }
    if (!supervised) {
      out.println("The supervisor is gone, its services are left. Run: lakebus up");
    }
    List<ServiceRecord> services = records.services();
    out.printf(LINE, "SERVICE", "STATE", "PID", "PORT", "UPTIME", "RESTARTS", "MEMORY", "URL");
    long total = 0;
    List<String> messages = new ArrayList<>();
    for (ServiceRecord service : services) {
      total += print(service, out);
      if (!service.message().isEmpty()) {
        messages.add(service.name() + " " + service.message());
      }
    }
    long supervisor =
        records.supervisor().map(found -> Processes.ownMemory(found.pid())).orElse(0L);
    out.printf(LINE, "supervisor", "", "", "", "", "", megabytes(supervisor), "");
    out.printf(LINE, "total", "", "", "", "", "", megabytes(total + supervisor), "");
    messages.forEach(message -> out.println("last: " + message));
    return supervised && services.stream().allMatch(one -> one.state() == State.READY) ? 0 : 1;
  }

  private static long print(ServiceRecord service, PrintWriter out) {
    long memory = service.pid().map(Processes::memory).orElse(0L);
    out.printf(
        LINE,
        service.name(),
        service.state(),
        service.pid().map(Object::toString).orElse(""),
        service.ports().stream().findFirst().map(Object::toString).orElse(""),
        service.since().map(StatusCommand::uptime).orElse(""),
        service.restarts(),
        memory == 0 ? "" : megabytes(memory),
        service.url().map(URI::toString).orElse(""));
    return memory;
  }

  private static String uptime(Instant since) {
    Duration uptime = Duration.between(since, Instant.now());
    return uptime.toHours() > 0
        ? uptime.toHours() + "h " + uptime.toMinutesPart() + "m"
        : uptime.toMinutes() + "m " + uptime.toSecondsPart() + "s";
  }

  private static String megabytes(long bytes) {
    return (bytes >> 20) + " MB";
  }
}
