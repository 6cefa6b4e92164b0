// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.cli;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jline.utils.Signals;

/**
 * Ctrl-C and SIGTERM interrupt a thread, once, instead of ending the process: what is under way
 * ends in good order, with everything that the libraries still have to do for it.
 */
public final class Ending implements AutoCloseable {

  private static final List<String> SIGNALS = List.of("INT", "TERM", "HUP");

  private final Thread runner;
  private final AtomicBoolean asked = new AtomicBoolean();
  private final Map<String, Object> before = new HashMap<>();

  /** Begins to wait for signals. */
  public Ending(Thread runner) {
    this.runner = runner;
    for (String signal : SIGNALS) {
      before.put(signal, Signals.register(signal, this::ask));
    }
  }

  /** Asks for the end, as a signal does. */
  void ask() {
    if (asked.compareAndSet(false, true)) {
      runner.interrupt();
    }
  }

  /** Whether the end was asked for. */
  public boolean isAsked() {
    return asked.get();
  }

  /** Signals are what they were before. */
  @Override
  public void close() {
    before.forEach(Signals::unregister);
  }
}
