// SPDX-License-Identifier: Apache-2.0
/**
 * JSON becomes tables: which type a value has, which columns a table gets, how a row of JSON
 * becomes a record of its table, and how tables are created and evolved while several processes do
 * so at once.
 *
 * <p>Nothing is lost and nothing changes in silence: every value of a row is in its column exactly,
 * or in the column {@code _rescued}, as JSON, under its JSON pointer.
 */
package io.lakebus.schema;
