// SPDX-License-Identifier: Apache-2.0
package io.lakebus.bench.agent;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * A process that is told in a line what to do, and answers in a line what came of it. It ends when
 * nobody can ask it any more, however that came about.
 */
public final class Agent implements AutoCloseable {

  private static final long GRACE_SECONDS = 20;

  private final String name;
  private final Process process;
  private final PrintStream questions;
  private final BufferedReader answers;

  /**
   * Takes over a process that runs {@link AgentLoop}.
   *
   * @param name what messages call it
   */
  public Agent(String name, Process process) {
    this.name = name;
    this.process = process;
    this.questions = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
    this.answers = process.inputReader(StandardCharsets.UTF_8);
  }

  public long pid() {
    return process.pid();
  }

  /**
   * Asks, and waits for the answer.
   *
   * @throws IOException if the process has ended, or could not do what it was asked
   */
  public Fields ask(Fields question) throws IOException, InterruptedException {
    questions.println(question.line());
    String line = await(CompletableFuture.supplyAsync(this::readLine));
    if (line == null) {
      throw new IOException(name + " has ended");
    }
    Fields answer = Fields.parse(line);
    if (answer.values().containsKey(AgentLoop.FAILURE)) {
      throw new IOException(name + " failed: " + answer.text(AgentLoop.FAILURE).replace('_', ' '));
    }
    return answer;
  }

  /** A pipe cannot be read interruptibly, but who waits for it can be interrupted. */
  private String readLine() {
    try {
      return answers.readLine();
    } catch (IOException e) {
      return null; // the process has ended
    }
  }

  private static String await(CompletableFuture<String> line) throws InterruptedException {
    try {
      return line.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }

  /** Lets the process end by itself, and ends it if it does not. */
  @Override
  public void close() {
    questions.close();
    boolean interrupted = Thread.interrupted();
    try {
      if (!process.waitFor(GRACE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      interrupted = true;
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
