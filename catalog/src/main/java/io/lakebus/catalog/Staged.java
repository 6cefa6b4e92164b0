// SPDX-License-Identifier: Apache-2.0
package io.lakebus.catalog;

import java.util.Optional;
import org.apache.iceberg.TableMetadata;

/**
 * A table's new metadata, written to a file that nothing points at yet.
 *
 * @param change what makes it the table's metadata
 * @param base the metadata that it follows; empty for a new table
 * @param metadata the new metadata, as its file has it
 * @param foreign whether the file was there before, so that it is not ours to delete
 */
record Staged(
    PointerChange change, Optional<TableMetadata> base, TableMetadata metadata, boolean foreign) {}
