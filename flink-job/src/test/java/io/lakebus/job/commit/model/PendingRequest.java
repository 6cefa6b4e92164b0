// SPDX-License-Identifier: Apache-2.0
package io.lakebus.job.commit.model;

import io.lakebus.job.commit.CheckpointFiles;
import org.apache.flink.api.connector.sink2.Committer.CommitRequest;

/** One committable, handed to the committer as Flink does. */
final class PendingRequest implements CommitRequest<CheckpointFiles> {

  private final CheckpointFiles files;
  private boolean found;

  PendingRequest(CheckpointFiles files) {
    this.files = files;
  }

  /** Whether the committer has said that it was there already. */
  boolean wasFound() {
    return found;
  }

  @Override
  public CheckpointFiles getCommittable() {
    return files;
  }

  @Override
  public int getNumberOfRetries() {
    return 0;
  }

  @Override
  public void signalAlreadyCommitted() {
    found = true;
  }

  @Override
  public void signalFailedWithKnownReason(Throwable reason) {
    throw new BrokenPromise("a committable is given up: " + reason);
  }

  @Override
  public void signalFailedWithUnknownReason(Throwable reason) {
    throw new BrokenPromise("a committable is given up: " + reason);
  }

  @Override
  public void retryLater() {
    throw new BrokenPromise("a committable is left for later, which the committer never asks for");
  }

  @Override
  public void updateAndRetryLater(CheckpointFiles committable) {
    throw new BrokenPromise("a committable is changed, which the committer never asks for");
  }
}
