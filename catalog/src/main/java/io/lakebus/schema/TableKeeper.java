// SPDX-License-Identifier: Apache-2.0
package io.lakebus.schema;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lakebus.bus.TableSpec;
import io.lakebus.route.TableId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntSupplier;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.UpdateSchema;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.SupportsNamespaces;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.exceptions.AlreadyExistsException;
import org.apache.iceberg.exceptions.NoSuchNamespaceException;
import org.apache.iceberg.exceptions.NoSuchTableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import static java.util.Objects.requireNonNull;

/**
 * Creates and evolves tables when rows first need it. Any number of threads and processes may do so
 * for the same tables at once: whoever comes second finds the table, or the column, and takes it.
 *
 * <p>What a table or a schema lacks is computed from its state at that moment, never remembered, so
 * a lost race and a commit of unknown fate are simply looked at again. If races are lost too often
 * in a row, Iceberg's exception says so, and the caller tries again later.
 */
public final class TableKeeper {

  private static final Logger LOG = LoggerFactory.getLogger(TableKeeper.class);

  private final Catalog catalog;
  private final IntSupplier maxTables;
  private final Backoff backoff;
  private final FullNamespaces full;

  /**
   * @param catalog the catalog of the tables
   * @param maxTables how many tables a namespace may have; processes that create tables at the same
   *     moment may exceed it by one each
   * @param sleeper waits between attempts
   */
  public TableKeeper(Catalog catalog, int maxTables, Sleeper sleeper) {
    this(catalog, () -> maxTables, sleeper);
  }

  /**
   * @param catalog the catalog of the tables
   * @param maxTables how many tables a namespace may have now, as above
   * @param sleeper waits between attempts
   */
  public TableKeeper(Catalog catalog, IntSupplier maxTables, Sleeper sleeper) {
    this.catalog = requireNonNull(catalog, "catalog is null");
    this.maxTables = requireNonNull(maxTables, "maxTables is null");
    this.backoff = new Backoff(requireNonNull(sleeper, "sleeper is null"));
    this.full = new FullNamespaces(catalog);
  }

  /** The table of a rule's target, created with the columns of its first row if it is not there. */
  public RoutedTable routedTable(TableId id, TableSpec spec, ObjectNode firstRow) {
    return routedTable(id, spec, List.of(firstRow));
  }

  /**
   * The table of a rule's target, created if it is not there. The more rows say what it looks like,
   * the better: a column that begins as long stays one. What the bus did not make under the name
   * stays as it is.
   *
   * @param spec its partitions and type hints; a hint adds its column to a table that lacks it, and
   *     changes no column that is there
   * @param firstRows the rows at hand for it, in their order
   */
  public RoutedTable routedTable(TableId id, TableSpec spec, List<ObjectNode> firstRows) {
    int most = maxTables.getAsInt();
    if (full.isKnownToBeBeyond(id, most)) {
      return new RoutedTable.TooManyTables(most);
    }
    Optional<Table> present = load(identifier(id));
    if (present.isEmpty() && full.isBeyond(id, most)) {
      return new RoutedTable.TooManyTables(most);
    }
    return present
        .or(() -> create(identifier(id), TableLayout.of(spec, firstRows)))
        .map(table -> routed(table, spec))
        .orElseGet(() -> new RoutedTable.NameTaken(Stranger.VIEW));
  }

  /** A table that somebody else has made stays as it is: it gets no column for a hint. */
  private RoutedTable routed(Table table, TableSpec spec) {
    return Stranger.amongRouted(table.schema())
        .<RoutedTable>map(RoutedTable.NameTaken::new)
        .orElseGet(() -> new RoutedTable.Ready(addHints(table, spec)));
  }

  /**
   * Looks anew, from now on, at namespaces that were found to be full. In between a table beyond
   * the limit of one costs no call of the catalog, and is refused even if there is room by now.
   */
  public void lookAgain() {
    full.forget();
  }

  /**
   * Adds the columns that hints give a type to, and that the table lacks.
   *
   * @param table the table, used by no other thread meanwhile; refreshed to the evolved schema
   * @return the table
   */
  public Table addHints(Table table, TableSpec spec) {
    warnOfHintsTooLate(table, spec);
    return evolve(table, TableLayout.hints(spec));
  }

  /**
   * The table of accepted events, created if it is not there.
   *
   * @throws NameTakenException if the name is that of something else
   */
  public Table archiveTable(TableId id) {
    return ownTable(id, new TableLayout(ArchiveTable.schema(), ArchiveTable.partition()));
  }

  /**
   * The table of dead letters, created if it is not there.
   *
   * @throws NameTakenException if the name is that of something else
   */
  public Table quarantineTable(TableId id) {
    return ownTable(id, new TableLayout(QuarantineTable.schema(), QuarantineTable.partition()));
  }

  private Table ownTable(TableId id, TableLayout layout) {
    Table table =
        create(identifier(id), layout).orElseThrow(() -> new NameTakenException(id, Stranger.VIEW));
    Stranger.insteadOf(layout.schema(), table.schema())
        .ifPresent(
            stranger -> {
              throw new NameTakenException(id, stranger);
            });
    return table;
  }

  /**
   * Adds what is missing of a change to the table's newest schema, in one commit.
   *
   * @param table the table, used by no other thread meanwhile; refreshed to the evolved schema
   * @return the table
   */
  public Table evolve(Table table, SchemaChange change) {
    return backoff.retry(
        () -> {
          table.refresh();
          Set<String> partitionNames = RowShaper.partitionNames(table);
          List<SchemaPlan.Step> steps = SchemaPlan.of(table.schema(), partitionNames, change);
          if (!steps.isEmpty()) {
            commit(table, steps);
            LOG.info("Table {}: {}", table.name(), steps);
          }
          return table;
        });
  }

  private static void commit(Table table, List<SchemaPlan.Step> steps) {
    Schema schema = table.schema();
    UpdateSchema update = table.updateSchema();
    int[] lastId = {schema.highestFieldId()};
    for (SchemaPlan.Step step : steps) {
      switch (step) {
        case SchemaPlan.Step.Add add ->
            update.addColumn(
                add.parent() == SchemaChange.ROOT ? null : schema.findColumnName(add.parent()),
                add.name(),
                add.type().toIceberg(() -> ++lastId[0]));
        case SchemaPlan.Step.MakeOptional optional ->
            update.makeColumnOptional(schema.findColumnName(optional.fieldId()));
      }
    }
    update.commit();
  }

  /** The table of this name, created if it is not there; empty if what has the name is no table. */
  private Optional<Table> create(TableIdentifier name, TableLayout layout) {
    return backoff.retry(() -> load(name).or(() -> createNow(name, layout)));
  }

  private Optional<Table> createNow(TableIdentifier name, TableLayout layout) {
    createNamespace(name.namespace());
    try {
      Table table =
          catalog
              .buildTable(name, layout.schema())
              .withPartitionSpec(layout.partition())
              .withProperties(StreamingProperties.create())
              .create();
      LOG.info("Table {}: created", table.name());
      return Optional.of(table);
    } catch (AlreadyExistsException another) {
      return load(name);
    }
  }

  private void createNamespace(Namespace namespace) {
    if (catalog instanceof SupportsNamespaces namespaces
        && !namespaces.namespaceExists(namespace)) {
      try {
        namespaces.createNamespace(namespace);
      } catch (AlreadyExistsException another) {
        LOG.debug("Namespace {}: created by another", namespace);
      }
    }
  }

  private Optional<Table> load(TableIdentifier name) {
    try {
      return Optional.of(catalog.loadTable(name));
    } catch (NoSuchTableException | NoSuchNamespaceException absent) {
      return Optional.empty();
    }
  }

  private static void warnOfHintsTooLate(Table table, TableSpec spec) {
    spec.columns()
        .forEach(
            (name, hint) ->
                Optional.ofNullable(table.schema().asStruct().field(name))
                    .filter(column -> !column.type().equals(TableLayout.icebergType(hint)))
                    .ifPresent(
                        column ->
                            LOG.warn(
                                "Table {}: column {} stays {}, its hint {} came too late",
                                table.name(),
                                name,
                                column.type(),
                                hint)));
  }

  /** What the catalog calls a table. */
  public static TableIdentifier identifier(TableId id) {
    return TableIdentifier.of(id.namespace(), id.name());
  }
}
