// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.sql;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;

/** Queries typed at a terminal, each ended by a semicolon; earlier ones come back with arrow up. */
final class Prompt {

  private static final Set<String> LEAVE = Set.of("quit", "exit");

  private final Queries queries;
  private final RowFormat format;
  private final String name;
  private final Path history;

  Prompt(Queries queries, RowFormat format, String name, Path history) {
    this.queries = queries;
    this.format = format;
    this.name = name;
    this.history = history;
  }

  /** Returns whether every query succeeded, when the input ends or the user leaves. */
  boolean run() throws IOException {
    try (Terminal terminal = TerminalBuilder.builder().dumb(true).build()) {
      LineReader reader =
          LineReaderBuilder.builder()
              .terminal(terminal)
              .variable(LineReader.HISTORY_FILE, history)
              .variable(LineReader.SECONDARY_PROMPT_PATTERN, "")
              .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
              .build();
      PrintWriter out = terminal.writer();
      boolean interactive = !Terminal.TYPE_DUMB.equals(terminal.getType());
      if (interactive) {
        out.println("End a query with a semicolon; quit or Ctrl-D leaves.");
      }
      return loop(reader, out, interactive);
    }
  }

  private boolean loop(LineReader reader, PrintWriter out, boolean interactive) {
    StringBuilder query = new StringBuilder();
    boolean allGood = true;
    while (true) {
      try {
        String line = reader.readLine(interactive ? prompt(query) : "");
        if (query.isEmpty() && LEAVE.contains(command(line))) {
          return allGood;
        }
        query.append(line).append('\n');
        if (query.toString().strip().endsWith(";")) {
          allGood &= run(query.toString(), out);
          query.setLength(0);
        } else if (query.toString().isBlank()) {
          query.setLength(0);
        }
      } catch (UserInterruptException e) {
        query.setLength(0);
      } catch (EndOfFileException e) {
        return query.isEmpty() ? allGood : run(query.toString(), out) && allGood;
      }
    }
  }

  private String prompt(StringBuilder query) {
    return query.isEmpty() ? name + "> " : " ".repeat(name.length()) + "> ";
  }

  private static String command(String line) {
    return line.strip().replaceFirst(";$", "").toLowerCase(Locale.ROOT);
  }

  private boolean run(String query, PrintWriter out) {
    try {
      queries.run(query, format.writer(out));
      return true;
    } catch (QueryException e) {
      out.println(e.getMessage());
      out.flush();
      return false;
    }
  }
}
