// SPDX-License-Identifier: Apache-2.0
package io.lakebus.catalog;

import java.util.List;
import org.apache.iceberg.CatalogUtil;
import org.apache.iceberg.exceptions.AlreadyExistsException;
import org.apache.iceberg.exceptions.CommitFailedException;

/** The one way in which a table's metadata becomes current, alone or together with others. */
final class Publisher {

  private final Pointers pointers;
  private final MetadataFiles files;

  Publisher(Pointers pointers, MetadataFiles files) {
    this.pointers = pointers;
    this.files = files;
  }

  /**
   * Makes all of them current or none; throws what {@link Pointers#change} throws. Files that
   * became superfluous are deleted: the new ones where nothing was changed, and old ones where the
   * table wishes it. With an unknown fate all stay.
   */
  void publish(List<Staged> staged) {
    try {
      pointers.change(staged.stream().map(Staged::change).toList());
    } catch (CommitFailedException | AlreadyExistsException | DatabaseException e) {
      discard(staged);
      throw e;
    }
    for (Staged done : staged) {
      done.base()
          .ifPresent(
              base -> CatalogUtil.deleteRemovedMetadataFiles(files.io(), base, done.metadata()));
    }
  }

  /** Deletes the files of metadata that was never published. */
  void discard(List<Staged> staged) {
    staged.stream().filter(one -> !one.foreign()).forEach(one -> files.discard(one.change().to()));
  }
}
