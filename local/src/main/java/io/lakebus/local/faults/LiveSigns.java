// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.faults;

/**
 * The signs of a running stack.
 *
 * @param rows the log and the archive
 * @param processes what the supervisor writes down
 * @param readers Trino
 */
record LiveSigns(NewRows rows, StackProcesses processes, Readers readers)
    implements Recoveries.Signs {

  @Override
  public boolean rowsAreVisible(NewRows.Mark mark) throws InterruptedException {
    return rows.areVisible(mark);
  }

  @Override
  public boolean servicesAreReady() {
    return processes.notReady().isEmpty();
  }

  @Override
  public Readers.Seen readTables() throws InterruptedException {
    return readers.look();
  }
}
