// SPDX-License-Identifier: Apache-2.0
package io.lakebus.catalog;

import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.List;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.rest.CatalogHandlers;
import org.apache.iceberg.rest.Endpoint;
import org.apache.iceberg.rest.requests.CreateViewRequest;
import org.apache.iceberg.rest.requests.RenameTableRequest;
import org.apache.iceberg.rest.requests.UpdateTableRequest;
import org.apache.iceberg.rest.responses.ListTablesResponse;

/** The calls on views, which analysts make; Iceberg's own handlers do the work. */
final class ViewRoutes {

  private final PostgresCatalog catalog;

  ViewRoutes(PostgresCatalog catalog) {
    this.catalog = catalog;
  }

  List<Route> routes() {
    return List.of(
        new Route(Endpoint.V1_LIST_VIEWS, this::list),
        new Route(Endpoint.V1_CREATE_VIEW, this::create),
        new Route(Endpoint.V1_LOAD_VIEW, this::load),
        new Route(Endpoint.V1_VIEW_EXISTS, this::exists),
        new Route(Endpoint.V1_UPDATE_VIEW, this::update),
        new Route(Endpoint.V1_DELETE_VIEW, this::drop),
        new Route(Endpoint.V1_RENAME_VIEW, this::rename));
  }

  private void list(Context context) {
    Page<TableIdentifier> page =
        Page.of(
            catalog.listViews(RequestPath.namespace(context)),
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
    CreateViewRequest request = Answers.body(context, CreateViewRequest.class);
    Answers.ok(
        context, CatalogHandlers.createView(catalog, RequestPath.namespace(context), request));
  }

  private void load(Context context) {
    Answers.ok(context, CatalogHandlers.loadView(catalog, RequestPath.table(context)));
  }

  private void exists(Context context) {
    CatalogHandlers.viewExists(catalog, RequestPath.table(context));
    Answers.done(context);
  }

  private void update(Context context) {
    UpdateTableRequest request = Answers.body(context, UpdateTableRequest.class);
    Answers.ok(context, CatalogHandlers.updateView(catalog, RequestPath.table(context), request));
  }

  private void drop(Context context) {
    CatalogHandlers.dropView(catalog, RequestPath.table(context));
    Answers.done(context);
  }

  private void rename(Context context) {
    CatalogHandlers.renameView(catalog, Answers.body(context, RenameTableRequest.class));
    Answers.done(context);
  }
}
