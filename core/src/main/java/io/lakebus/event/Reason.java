// SPDX-License-Identifier: Apache-2.0
package io.lakebus.event;

/**
 * Why an event became a dead letter. The codes are stable: they are stored in the quarantine table
 * and counted in metrics, so one is never renamed or given another meaning.
 */
public enum Reason {
  /** The record lacks an attribute that every event has, or an attribute does not parse. */
  INVALID_ATTRIBUTES("invalid-attributes", Stage.DECODE),
  /** The record has no value, or its content type is not JSON. */
  NOT_JSON("not-json", Stage.DECODE),
  /** The detail is not well-formed JSON within the limits. */
  MALFORMED_JSON("malformed-json", Stage.ROUTE),
  /** The detail is JSON, but not an object. */
  DETAIL_NOT_AN_OBJECT("detail-not-an-object", Stage.ROUTE),
  /** A string or name in the detail has half of a surrogate pair, which no UTF-8 text can hold. */
  UNPAIRED_SURROGATE("unpaired-surrogate", Stage.ROUTE),
  /** The detail is not as the contract of its type says. */
  CONTRACT_VIOLATED("contract-violated", Stage.ROUTE),
  /** Large arrays in the detail would keep the matching of rules busy for long. */
  TOO_COSTLY_TO_MATCH("too-costly-to-match", Stage.ROUTE),
  /** An event with this id and different content is already there. */
  ID_REUSED("id-reused", Stage.DEDUP),
  /** A rule's transform failed on this event. */
  TRANSFORM_FAILED("transform-failed", Stage.TRANSFORM),
  /** A rule's transform yielded something that is not an object or a list of objects. */
  TRANSFORM_NOT_A_ROW("transform-not-a-row", Stage.TRANSFORM),
  /** For this event a rule's table name is empty, too long, or the bus's archive or quarantine. */
  INVALID_TABLE_NAME("invalid-table-name", Stage.ROUTE),
  /** The event would create a table beyond the bus's limit. */
  TOO_MANY_TABLES("too-many-tables", Stage.WRITE),
  /** The table's name is that of a view, or of a table that the bus did not make. */
  TABLE_NAME_TAKEN("table-name-taken", Stage.WRITE);

  private final String code;
  private final Stage stage;

  Reason(String code, Stage stage) {
    this.code = code;
    this.stage = stage;
  }

  /** The stable code, in kebab case. */
  public String code() {
    return code;
  }

  /** The stage that gives this reason. */
  public Stage stage() {
    return stage;
  }
}
