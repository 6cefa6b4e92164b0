// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.stack;

import java.util.Set;

/**
 * Something that the supervisor keeps running. {@link #run} is called once, in a thread of its own;
 * the other methods are called from any thread.
 */
public interface Kept {

  /** Its name, as users see it. */
  String name();

  /** What must be ready before this is started, and ends only after this has ended. */
  Set<String> needs();

  State state();

  /** Starts it, watches it and starts it again, until {@link #stop}. */
  void run(Peers peers) throws InterruptedException;

  /** Ends it gracefully and returns when it has ended. */
  void stop() throws InterruptedException;

  /** Is told that another one's process has ended by itself. */
  void processEnded(String other);

  /** The others, as one of them sees them. */
  interface Peers {

    boolean areReady(Set<String> names);

    /** Tells the others that the process of this one has ended by itself. */
    void processEnded(String name);
  }
}
