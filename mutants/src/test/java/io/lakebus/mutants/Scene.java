// SPDX-License-Identifier: Apache-2.0
package io.lakebus.mutants;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import org.apache.iceberg.Table;

/** What happens to a small bus. Without a mutant each of them ends with every promise kept. */
enum Scene {
  /** Events before the job starts and while it runs, some of them sent twice. */
  NOTHING_FAILS {
    @Override
    void play(SmallBus bus) throws Exception {
      Instant from = Instant.now();
      bus.startGateway();
      bus.send(new Events("early", 100));
      bus.startJob();
      bus.awaitCheckpoint();
      bus.outage("there was no job", from, Instant.now());
      bus.send(new Events("first", 300), "--rate=600");
      bus.awaitCheckpoint();
      bus.send(new Events("first", 300));
      bus.awaitCheckpoint();
    }
  },

  /** The broker hangs while events come in, and dies. */
  BROKER_DIES {
    @Override
    void play(SmallBus bus) throws Exception {
      begin(bus);
      Instant from = Instant.now();
      bus.ground().broker().pause();
      bus.send(new Events("hanging", 200), "--batch=20", "--concurrency=10", "--retry-for=1s");
      bus.ground().broker().kill();
      bus.ground().broker().start();
      bus.outage("broker killed", from, Instant.now());
    }
  },

  /** The broker hangs while events come in, the gateway dies, and the broker goes on. */
  GATEWAY_DIES {
    @Override
    void play(SmallBus bus) throws Exception {
      GatewayProgram gateway = bus.startGatewayProgram();
      bus.send(new Events("before", 100), "--retry-for=60s");
      bus.startJob();
      bus.awaitCheckpoint();
      Instant from = Instant.now();
      bus.ground().broker().pause();
      bus.send(new Events("hanging", 60), "--rate=60", "--concurrency=60", "--retry-for=1s");
      gateway.close();
      bus.ground().broker().resume();
      bus.startGateway();
      bus.outage("gateway killed", from, Instant.now());
    }
  },

  /** The job dies after a commit, before anybody knows that it was applied. */
  JOB_DIES_AFTER_COMMIT {
    @Override
    void play(SmallBus bus) throws Exception {
      begin(bus);
      bus.plan()
          .afterNext(
              () -> {
                bus.fault("job killed");
                throw Plan.crash();
              });
      bus.send(new Events("crash", 100));
      bus.awaitCheckpoint();
    }
  },

  /** The answer to a commit that was applied is lost. */
  REPLY_LOST {
    @Override
    void play(SmallBus bus) throws Exception {
      begin(bus);
      bus.plan()
          .afterNext(
              () -> {
                bus.fault("reply lost");
                throw Plan.lostReply();
              });
      bus.send(new Events("lost", 100));
      bus.awaitCheckpoint();
    }
  },

  /**
   * The file of the bus definition is changed; then the job dies, with events that no checkpoint
   * has.
   */
  RULES_CHANGE {
    @Override
    void play(SmallBus bus) throws Exception {
      begin(bus);
      bus.plan()
          .beforeNext(
              () -> {
                bus.send(new Events("replayed", 100));
                Definition.swapTables(bus.name());
                bus.fault("job killed");
                throw Plan.crash();
              });
      bus.send(new Events("crash", 100));
      bus.awaitCheckpoint();
    }
  },

  /** Tables are compacted and old snapshots expire; then the job dies. */
  SNAPSHOTS_EXPIRE {
    @Override
    void play(SmallBus bus) throws Exception {
      begin(bus);
      bus.plan()
          .afterNext(
              () -> {
                maintain(bus);
                bus.fault("job killed");
                throw Plan.crash();
              });
      bus.send(new Events("crash", 100));
      bus.awaitCheckpoint();
    }
  };

  /** Plays it; events that come afterwards are to be served as always. */
  abstract void play(SmallBus bus) throws Exception;

  /** A bus that runs, and some commits. */
  private static void begin(SmallBus bus) throws Exception {
    bus.startGateway();
    bus.startJob();
    bus.send(new Events("begin", 100));
    bus.awaitCheckpoint();
    bus.send(new Events("goon", 100));
    bus.awaitCheckpoint();
  }

  private static void maintain(SmallBus bus) {
    for (Table table : bus.allTables()) {
      try {
        Compaction.run(table);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      bus.expire(table);
    }
  }
}
