// SPDX-License-Identifier: Apache-2.0
/**
 * The Iceberg REST catalog service: the Iceberg REST protocol over HTTP, metadata files on an
 * object store, and one row per table in PostgreSQL that points at the table's current metadata
 * file.
 *
 * <p>What a caller may rely on: a commit of one or many tables is one database transaction, so its
 * tables become visible together or not at all; 409 is answered only where nothing was changed; a
 * commit whose fate is not known is answered with a 5xx and never tried a second time.
 */
package io.lakebus.catalog;
