// SPDX-License-Identifier: Apache-2.0
package io.lakebus.job.peer;

/** What stands at the end of the topology, and which catalog it commits to. */
enum Sinks {
  /** The project's sink on the project's catalog: all tables of a checkpoint in one request. */
  OURS("Lakebus"),
  /** The project's sink on the same catalog without its call for several tables, as Glue is. */
  OURS_SINGLY("Lakebus, table by table"),
  /** Iceberg's DynamicIcebergSink on the project's catalog. */
  STOCK("DynamicIcebergSink"),
  /** The same, and no dedup before it: what a job has without the project. */
  STOCK_WITHOUT_DEDUP("DynamicIcebergSink, no dedup"),
  /** Iceberg's DynamicIcebergSink on Iceberg's JdbcCatalog, without a service between. */
  STOCK_ON_JDBC("DynamicIcebergSink on JdbcCatalog");

  private final String title;

  Sinks(String title) {
    this.title = title;
  }

  /** Its name in the report. */
  String title() {
    return title;
  }

  /** Whether it is the project's. */
  boolean isOurs() {
    return this == OURS || this == OURS_SINGLY;
  }

  /** Whether each table is committed by a request of its own. */
  boolean commitsSingly() {
    return this != OURS;
  }
}
