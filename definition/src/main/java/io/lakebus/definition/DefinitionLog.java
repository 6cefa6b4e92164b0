// SPDX-License-Identifier: Apache-2.0
package io.lakebus.definition;

import java.time.Duration;
import java.util.List;

/**
 * The log of one bus's definitions. Each is published whole; the newest is the one in force.
 * Thread-safe, but for a {@link Reader}.
 */
public interface DefinitionLog {

  /**
   * Publishes a definition, whatever it says, and waits until the log has it durably.
   *
   * @return the definition with its version, which is higher than that of any before it
   * @throws DefinitionLogException if the log does not say in time that it has it
   * @throws InterruptedException if the thread is interrupted; the log may have it then
   */
  LoggedDefinition.Published publish(DefinitionFiles files)
      throws DefinitionLogException, InterruptedException;

  /**
   * Opens the log for reading, from its beginning.
   *
   * @throws DefinitionLogException if the log is not there, or does not answer
   */
  Reader read() throws DefinitionLogException, InterruptedException;

  /** Reads the log in order. One thread uses it. */
  interface Reader extends AutoCloseable {

    /**
     * What comes next in the log; waits for it if there is nothing.
     *
     * @param patience how long it waits; then there is nothing
     * @throws DefinitionLogException if the log cannot be read; the reader is of no more use
     */
    List<LoggedDefinition> poll(Duration patience)
        throws DefinitionLogException, InterruptedException;

    /**
     * Where the log ends now, asked of the log itself: {@link #isAt} that place means that all that
     * had been published before the question has been polled.
     *
     * @throws DefinitionLogException if the log does not answer
     */
    long end() throws DefinitionLogException, InterruptedException;

    /**
     * Whether everything before a place has been polled.
     *
     * @throws DefinitionLogException if that cannot be told
     */
    boolean isAt(long end) throws DefinitionLogException, InterruptedException;

    @Override
    void close();
  }
}
