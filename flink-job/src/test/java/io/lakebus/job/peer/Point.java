// SPDX-License-Identifier: Apache-2.0
package io.lakebus.job.peer;

import java.util.Optional;

/** The points at which faults are injected; their ids are those of the report. */
enum Point {
  REPLY_LOST("F27", "catalog says yes, its reply is lost on the REST link", Moment.REPLY_LOST),
  REQUEST_REPEATED(
      "F27",
      "catalog says yes, a proxy in between loses the reply and sends the request again",
      Moment.REQUEST_REPEATED),
  DATABASE_REPLY_LOST(
      "F27", "database commits, its reply is lost on the JDBC link", Moment.DATABASE_REPLY_LOST),
  DATABASE_LOST(
      "F27", "JDBC link is cut after the UPDATE, before the COMMIT", Moment.DATABASE_LOST),
  BEFORE_BARRIER("F19", "task dies before the barrier", null),
  FILE_CLOSED("F19", "task dies after it closed a data file", Moment.DATA_FILE_CLOSED),
  CHECKPOINT_COMPLETE(
      "F19", "task dies after the checkpoint, before the commit", Moment.COMMIT_READY),
  MID_COMMIT("F19", "task dies between the tables of a commit", Moment.COMMIT_READY),
  COMMITTED("F19", "task dies when the catalog has said yes", Moment.COMMIT_ACKNOWLEDGED),
  NEW_JOB(
      "F19",
      "the same, and the job is started from its checkpoint under a new job id",
      Moment.COMMIT_ACKNOWLEDGED),
  WITHOUT_STATE("F21", "job is started without state under its old job id", null),
  REPEATS("F10", "vendor sends the event again", null);

  private final String id;
  private final String title;
  private final Moment moment;

  Point(String id, String title, Moment moment) {
    this.id = id;
    this.title = title;
    this.moment = moment;
  }

  /** The fault's id. */
  String id() {
    return id;
  }

  /** What happens. */
  String title() {
    return title;
  }

  /** The moment to arm; none where the fault is not one of the protocol with the catalog. */
  Optional<Moment> moment(Sinks sink) {
    if (this == DATABASE_REPLY_LOST && sink == Sinks.STOCK_ON_JDBC) {
      return Optional.of(Moment.DATABASE_UPDATE_REPLY_LOST);
    }
    if (this == MID_COMMIT && !sink.commitsSingly()) {
      // There is no moment between two tables; the nearest is between their manifest lists.
      return Optional.of(Moment.MANIFEST_LIST_WRITTEN);
    }
    return Optional.ofNullable(moment);
  }

  /** The first time of the moment, within the commit of one checkpoint, that the fault may hit. */
  int earliest(Sinks sink) {
    return this == MID_COMMIT && sink.commitsSingly() ? 2 : 1;
  }

  /** The last such time. */
  int latest(Sinks sink) {
    return switch (this) {
      case FILE_CLOSED, MID_COMMIT, DATABASE_LOST -> Events.TABLES;
      case REPLY_LOST, REQUEST_REPEATED, DATABASE_REPLY_LOST, COMMITTED, NEW_JOB ->
          sink.commitsSingly() ? Events.TABLES : 1;
      case BEFORE_BARRIER, CHECKPOINT_COMPLETE, WITHOUT_STATE, REPEATS -> 1;
    };
  }
}
