// SPDX-License-Identifier: Apache-2.0
package io.lakebus.catalog;

import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.exceptions.NoSuchTableException;
import org.apache.iceberg.rest.CatalogHandlers;
import org.apache.iceberg.rest.Endpoint;
import org.apache.iceberg.rest.requests.CommitTransactionRequest;
import org.apache.iceberg.rest.requests.CreateTableRequest;
import org.apache.iceberg.rest.requests.RegisterTableRequest;
import org.apache.iceberg.rest.requests.RenameTableRequest;
import org.apache.iceberg.rest.requests.ReportMetricsRequest;
import org.apache.iceberg.rest.requests.UpdateTableRequest;
import org.apache.iceberg.rest.responses.ListTablesResponse;
import org.apache.iceberg.rest.responses.LoadTableResponse;

/** The calls on tables. */
final class TableRoutes {

  private final PostgresCatalog catalog;
  private final Pointers pointers;
  private final TableCreation creation;
  private final TableCommits commits;
  private final CatalogMetrics metrics;

  TableRoutes(
      PostgresCatalog catalog,
      Pointers pointers,
      TableCreation creation,
      TableCommits commits,
      CatalogMetrics metrics) {
    this.catalog = catalog;
    this.pointers = pointers;
    this.creation = creation;
    this.commits = commits;
    this.metrics = metrics;
  }

  List<Route> routes() {
    return List.of(
        new Route(Endpoint.V1_LIST_TABLES, this::list),
        new Route(Endpoint.V1_CREATE_TABLE, this::create),
        new Route(Endpoint.V1_REGISTER_TABLE, this::register),
        new Route(Endpoint.V1_LOAD_TABLE, this::load),
        new Route(Endpoint.V1_TABLE_EXISTS, this::exists),
        new Route(Endpoint.V1_UPDATE_TABLE, this::commit),
        new Route(Endpoint.V1_DELETE_TABLE, this::drop),
        new Route(Endpoint.V1_RENAME_TABLE, this::rename),
        new Route(Endpoint.V1_REPORT_METRICS, this::report),
        new Route(Endpoint.V1_COMMIT_TRANSACTION, this::commitTransaction));
  }

  private void list(Context context) {
    Page<TableIdentifier> page =
        Page.of(
            catalog.listTables(RequestPath.namespace(context)),
            TableIdentifier::name,
            Answers.page(context));
    Answers.ok(
        context,
        ListTablesResponse.builder()
            .addAll(new ArrayList<>(page.items()))
            .nextPageToken(page.next().orElse(null))
            .build());
  }

  private void create(Context context) {
    CreateTableRequest request = Answers.body(context, CreateTableRequest.class);
    answer(
        context,
        request.stageCreate()
            ? creation.plan(RequestPath.namespace(context), request)
            : creation.create(RequestPath.namespace(context), request));
  }

  private void register(Context context) {
    RegisterTableRequest request = Answers.body(context, RegisterTableRequest.class);
    answer(context, creation.register(RequestPath.namespace(context), request));
  }

  private void load(Context context) {
    TableIdentifier table = RequestPath.table(context);
    boolean refsOnly = "refs".equals(context.queryParam("snapshots"));
    Optional<String> tag =
        pointers.find(table).map(location -> entityTag(location + '?' + refsOnly));
    if (tag.isPresent() && tag.get().equals(context.header("If-None-Match"))) {
      context.status(304);
      return;
    }
    TableMetadata metadata =
        catalog
            .operations(table)
            .fresh()
            .orElseThrow(() -> new NoSuchTableException("Table does not exist: %s", table));
    context.header("ETag", entityTag(metadata.metadataFileLocation() + '?' + refsOnly));
    answer(context, refsOnly ? withoutHistory(metadata) : metadata);
  }

  private void exists(Context context) {
    CatalogHandlers.tableExists(catalog, RequestPath.table(context));
    Answers.done(context);
  }

  private void commit(Context context) {
    UpdateTableRequest request = Answers.body(context, UpdateTableRequest.class);
    UpdateTableRequest named =
        UpdateTableRequest.create(
            RequestPath.table(context), request.requirements(), request.updates());
    answer(context, commits.commit(List.of(named)).getFirst());
  }

  private void commitTransaction(Context context) {
    commits.commit(Answers.body(context, CommitTransactionRequest.class).tableChanges());
    Answers.done(context);
  }

  private void drop(Context context) {
    TableIdentifier table = RequestPath.table(context);
    if (Boolean.parseBoolean(context.queryParam("purgeRequested"))) {
      CatalogHandlers.purgeTable(catalog, table);
    } else {
      CatalogHandlers.dropTable(catalog, table);
    }
    Answers.done(context);
  }

  private void rename(Context context) {
    CatalogHandlers.renameTable(catalog, Answers.body(context, RenameTableRequest.class));
    Answers.done(context);
  }

  private void report(Context context) {
    ReportMetricsRequest request = Answers.body(context, ReportMetricsRequest.class);
    metrics.report(request.reportType().name());
    Answers.done(context);
  }

  private static void answer(Context context, TableMetadata metadata) {
    Answers.ok(context, LoadTableResponse.builder().withTableMetadata(metadata).build());
  }

  private static TableMetadata withoutHistory(TableMetadata metadata) {
    return TableMetadata.buildFrom(metadata)
        .withMetadataLocation(metadata.metadataFileLocation())
        .suppressHistoricalSnapshots()
        .build();
  }

  private static String entityTag(String state) {
    return '"' + UUID.nameUUIDFromBytes(state.getBytes(StandardCharsets.UTF_8)).toString() + '"';
  }
}
