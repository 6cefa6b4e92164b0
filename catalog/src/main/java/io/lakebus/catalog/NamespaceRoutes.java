// SPDX-License-Identifier: Apache-2.0
package io.lakebus.catalog;

import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.exceptions.BadRequestException;
import org.apache.iceberg.rest.CatalogHandlers;
import org.apache.iceberg.rest.Endpoint;
import org.apache.iceberg.rest.RESTUtil;
import org.apache.iceberg.rest.requests.CreateNamespaceRequest;
import org.apache.iceberg.rest.requests.UpdateNamespacePropertiesRequest;
import org.apache.iceberg.rest.responses.ListNamespacesResponse;

/** The calls on namespaces. */
final class NamespaceRoutes {

  private final PostgresCatalog catalog;

  NamespaceRoutes(PostgresCatalog catalog) {
    this.catalog = catalog;
  }

  List<Route> routes() {
    return List.of(
        new Route(Endpoint.V1_LIST_NAMESPACES, this::list),
        new Route(Endpoint.V1_CREATE_NAMESPACE, this::create),
        new Route(Endpoint.V1_LOAD_NAMESPACE, this::load),
        new Route(Endpoint.V1_NAMESPACE_EXISTS, this::exists),
        new Route(Endpoint.V1_UPDATE_NAMESPACE, this::update),
        new Route(Endpoint.V1_DELETE_NAMESPACE, this::drop));
  }

  private void list(Context context) {
    Namespace parent =
        Optional.ofNullable(context.queryParam("parent"))
            .filter(text -> !text.isEmpty())
            .map(RESTUtil::namespaceFromQueryParam)
            .orElseGet(Namespace::empty);
    Page<Namespace> page =
        Page.of(catalog.listNamespaces(parent), Namespace::toString, Answers.page(context));
    Answers.ok(
        context,
        ListNamespacesResponse.builder()
            .addAll(new ArrayList<>(page.items()))
            .nextPageToken(page.next().orElse(null))
            .build());
  }

  private void create(Context context) {
    CreateNamespaceRequest request = Answers.body(context, CreateNamespaceRequest.class);
    requireStorable(request.namespace());
    Answers.ok(context, CatalogHandlers.createNamespace(catalog, request));
  }

  private void load(Context context) {
    Answers.ok(context, CatalogHandlers.loadNamespace(catalog, RequestPath.namespace(context)));
  }

  private void exists(Context context) {
    CatalogHandlers.namespaceExists(catalog, RequestPath.namespace(context));
    Answers.done(context);
  }

  private void update(Context context) {
    UpdateNamespacePropertiesRequest request =
        Answers.body(context, UpdateNamespacePropertiesRequest.class);
    Answers.ok(
        context,
        CatalogHandlers.updateNamespaceProperties(
            catalog, RequestPath.namespace(context), request));
  }

  private void drop(Context context) {
    CatalogHandlers.dropNamespace(catalog, RequestPath.namespace(context));
    Answers.done(context);
  }

  /** The rows join a namespace's levels with dots: a level with a dot would come back as two. */
  private static void requireStorable(Namespace namespace) {
    if (Arrays.stream(namespace.levels()).anyMatch(level -> level.contains("."))) {
      throw new BadRequestException("A level of a namespace holds no dot: %s", namespace);
    }
  }
}
