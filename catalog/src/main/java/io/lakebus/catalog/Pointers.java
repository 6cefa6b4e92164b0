// SPDX-License-Identifier: Apache-2.0
package io.lakebus.catalog;

import java.util.List;
import java.util.Optional;
import org.apache.iceberg.catalog.TableIdentifier;

/** The location of each table's current metadata file: what a commit changes. */
interface Pointers {

  /**
   * Where a table's current metadata file is; empty if there is no such table.
   *
   * @throws DatabaseException if the database does not answer
   */
  Optional<String> find(TableIdentifier table);

  /**
   * Makes all changes or none; no reader sees some of them.
   *
   * @throws org.apache.iceberg.exceptions.CommitFailedException if a pointer is not where its
   *     change starts from; nothing was changed
   * @throws org.apache.iceberg.exceptions.AlreadyExistsException if an added table is there
   *     already; nothing was changed
   * @throws DatabaseException if the database does not do it; nothing was changed
   * @throws org.apache.iceberg.exceptions.CommitStateUnknownException if it cannot be told whether
   *     the changes were made; the caller must not try them again nor delete what they point at
   */
  void change(List<PointerChange> changes);
}
