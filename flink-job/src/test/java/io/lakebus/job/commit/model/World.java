// SPDX-License-Identifier: Apache-2.0
package io.lakebus.job.commit.model;

import io.lakebus.job.write.WrittenFile;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * What a schedule plays in: a log, a store, a catalog, checkpoints, and a clock that only the
 * schedule moves. All that is left to chance comes from one generator.
 */
final class World {

  final RandomGenerator random;
  final Setting setting;
  final Protocol protocol;
  final Tally tally;
  final Store store = new Store();
  final Oracle oracle;
  final SimulatedCatalog catalog;
  final Network network;
  final Checkpoints checkpoints = new Checkpoints();

  private final Trace trace;
  private long millis;
  private boolean calm;
  private int epochs;
  private int files;

  World(RandomGenerator random, Setting setting, Protocol protocol, Trace trace, Tally tally) {
    this.random = random;
    this.setting = setting;
    this.protocol = protocol;
    this.trace = trace;
    this.tally = tally;
    this.oracle = new Oracle(setting, store);
    this.catalog = new SimulatedCatalog(oracle);
    this.network = new Network(this);
  }

  Faults faults() {
    return setting.faults();
  }

  SimulatedLog log() {
    return setting.log();
  }

  /** Time passes. */
  void pass(long more) {
    millis += more;
  }

  /** A step of the schedule, for people. */
  void step(String who, Supplier<String> what) {
    trace.step(millis, who, what);
  }

  /** No call fails from now on, and no process dies by itself. */
  void calmDown() {
    calm = true;
  }

  /** Whether a fault happens now that happens in so many of 100 cases. */
  boolean fails(int percent) {
    return !calm && percent > 0 && random.nextInt(100) < percent;
  }

  /** Whether a process dies now. */
  boolean dies() {
    boolean dies = !calm && random.nextInt(1000) < faults().deaths();
    if (dies) {
      tally.count(Tally.Event.DEATH);
    }
    return dies;
  }

  /** An epoch that nobody has had. */
  String newEpoch() {
    epochs++;
    return "e" + epochs;
  }

  /** Writes a file, which the store may not keep as it should. */
  WrittenFile put(String by, int[] rows) {
    files++;
    WrittenFile file = store.put(by + "-" + files, rows);
    if (fails(faults().badPut())) {
      tally.count(Tally.Event.BAD_PUT);
      if (random.nextBoolean()) {
        store.lose(file);
      } else {
        store.truncate(file);
      }
    }
    return file;
  }

  /** Others write a table's rows into one file. */
  void compact(int number) {
    SimulatedTable table = catalog.table(number);
    if (!table.files().isEmpty()) {
      files++;
      table.rewrite(store.put("compact-" + files, store.rows(table.files())));
    }
  }
}
