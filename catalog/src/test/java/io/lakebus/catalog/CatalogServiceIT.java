// SPDX-License-Identifier: Apache-2.0
package io.lakebus.catalog;

import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.exceptions.AlreadyExistsException;
import org.apache.iceberg.exceptions.NamespaceNotEmptyException;
import org.apache.iceberg.exceptions.NoSuchNamespaceException;
import org.apache.iceberg.exceptions.NoSuchTableException;
import org.apache.iceberg.rest.RESTCatalog;
import org.apache.iceberg.types.Types;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The service as Iceberg's own client sees it. */
class CatalogServiceIT {

  @TempDir private static Path folder;

  private static RealPostgres postgres;
  private static CatalogServer server;
  private static RESTCatalog client;

  @BeforeAll
  static void start() throws Exception {
    postgres = new RealPostgres(folder);
    server = CatalogServer.start(Fixtures.config(postgres));
    client = Fixtures.client(server);
  }

  @AfterAll
  static void stop() throws Exception {
    client.close();
    server.close();
    postgres.close();
  }

  @Test
  void aTableIsMadeChangedFilledAndDropped() {
    Namespace namespace = Namespace.of("life");
    TableIdentifier name = TableIdentifier.of(namespace, "matches");
    client.createNamespace(namespace, Collections.singletonMap("owner", "sports"));
    Table table = client.createTable(name, Fixtures.SCHEMA);

    table.updateSchema().addColumn("odds", Types.DoubleType.get()).commit();
    Fixtures.append(table, "a");
    Fixtures.append(table, "b");

    Table loaded = client.loadTable(name);
    assertThat(loaded.schema().columns())
        .extracting(Types.NestedField::name)
        .containsExactly("id", "odds");
    assertThat(loaded.snapshots()).hasSize(2);
    assertThat(Fixtures.files(loaded)).containsExactlyInAnyOrder("a", "b");
    assertThat(client.listTables(namespace)).containsExactly(name);
    assertThat(client.tableExists(name)).isTrue();

    assertThat(client.dropTable(name, true)).isTrue();
    assertThat(client.tableExists(name)).isFalse();
    assertThat(client.dropTable(name)).isFalse();
    assertThat(client.dropNamespace(namespace)).isTrue();
  }

  @Test
  void whatIsNotThereAndWhatIsThereAlreadyIsToldApart() {
    Namespace namespace = Namespace.of("errors");
    TableIdentifier name = TableIdentifier.of(namespace, "matches");
    assertThatThrownBy(() -> client.createTable(name, Fixtures.SCHEMA))
        .isInstanceOf(NoSuchNamespaceException.class);
    client.createNamespace(namespace);
    assertThatThrownBy(() -> client.createNamespace(namespace))
        .isInstanceOf(AlreadyExistsException.class);
    assertThatThrownBy(() -> client.loadTable(name)).isInstanceOf(NoSuchTableException.class);
    client.createTable(name, Fixtures.SCHEMA);
    assertThatThrownBy(() -> client.createTable(name, new Schema()))
        .isInstanceOf(AlreadyExistsException.class);
    assertThatThrownBy(() -> client.dropNamespace(namespace))
        .isInstanceOf(NamespaceNotEmptyException.class);
  }

  @Test
  void namesWithSpacesAndSignsAndLevelsComeBackAsTheyWere() {
    Namespace namespace = Namespace.of("leagues", "first & second", "50% + 1/2");
    TableIdentifier name = TableIdentifier.of(namespace, "table of Ünïted/1+1 %20");
    client.createNamespace(namespace, Collections.singletonMap("k", "v"));
    client.createTable(name, Fixtures.SCHEMA);

    assertThat(client.loadNamespaceMetadata(namespace)).containsEntry("k", "v");
    assertThat(client.listNamespaces(Namespace.of("leagues", "first & second")))
        .isEqualTo(List.of(namespace));
    assertThat(client.listTables(namespace)).isEqualTo(List.of(name));
    assertThat(client.loadTable(name).schema().sameSchema(Fixtures.SCHEMA)).isTrue();
  }
}
