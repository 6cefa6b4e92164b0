// SPDX-License-Identifier: Apache-2.0
package io.lakebus.job.peer;

/** The moments of the protocol at which a fault can happen; each is seen at one place. */
enum Moment {
  /** A data file has been closed: it is whole, and nobody knows of it yet. */
  DATA_FILE_CLOSED,
  /** The manifest list of a snapshot-to-be has been written. */
  MANIFEST_LIST_WRITTEN,
  /** A commit of data is about to be sent to the catalog. */
  COMMIT_READY,
  /** The catalog has said yes to a commit of data. */
  COMMIT_ACKNOWLEDGED,
  /** The catalog's yes is on its way: the connection ends instead. */
  REPLY_LOST,
  /** The catalog's yes is on its way: something in between sends the request again. */
  REQUEST_REPEATED,
  /** The database has committed: its connection ends instead of the reply. */
  DATABASE_REPLY_LOST,
  /** The database has updated a row within a transaction: its connection ends after the reply. */
  DATABASE_LOST,
  /** The database has updated a row and committed by itself: its connection ends instead. */
  DATABASE_UPDATE_REPLY_LOST
}
