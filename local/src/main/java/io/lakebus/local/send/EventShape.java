// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.send;

import java.util.Optional;

/**
 * Which fields of a record are the event's own; the others are its detail.
 *
 * @param typeColumn the column that names the type
 * @param idColumn the column that holds the id
 * @param timeColumn the column that says when it happened
 * @param type one type for all records; the type column is then a field like any other
 * @param source the source that the events claim; the gateway's default where empty
 * @param run what is added to every id of this run, so that what an earlier run sent is no repeat
 */
record EventShape(
    String typeColumn,
    String idColumn,
    String timeColumn,
    Optional<String> type,
    Optional<String> source,
    Optional<String> run) {}
