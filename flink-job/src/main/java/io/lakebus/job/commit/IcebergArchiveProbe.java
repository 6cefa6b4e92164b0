// SPDX-License-Identifier: Apache-2.0
package io.lakebus.job.commit;

import io.lakebus.job.log.Offsets;
import io.lakebus.route.TableId;
import io.lakebus.schema.TableKeeper;
import java.io.Closeable;
import java.io.IOException;
import java.util.Optional;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.exceptions.ForbiddenException;
import org.apache.iceberg.exceptions.NoSuchTableException;
import org.apache.iceberg.exceptions.NotAuthorizedException;

/**
 * The archive in an Iceberg catalog.
 *
 * @param catalog the catalog, used by nobody else
 * @param archive the table
 * @param pipeline the bus's name
 * @param resources what is closed in the end
 */
public record IcebergArchiveProbe(
    Catalog catalog, TableId archive, String pipeline, Closeable resources)
    implements ArchiveProbe {

  @Override
  public Offsets completeTo() {
    try {
      return History.completeTo(
          catalog.loadTable(TableKeeper.identifier(archive)), pipeline, Optional.empty());
    } catch (NoSuchTableException e) {
      return Offsets.NONE;
    } catch (ForbiddenException | NotAuthorizedException e) {
      throw e;
    } catch (RuntimeException e) {
      throw new CatalogUnavailableException("cannot look at " + archive, e);
    }
  }

  @Override
  public void close() throws IOException {
    resources.close();
  }
}
