// SPDX-License-Identifier: Apache-2.0
/** The command {@code sql}: a query's rows as a table, CSV or JSON, or a prompt for queries. */
package io.lakebus.local.sql;
