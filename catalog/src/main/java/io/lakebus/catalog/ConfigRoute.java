// SPDX-License-Identifier: Apache-2.0
package io.lakebus.catalog;

import io.javalin.http.Context;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.iceberg.exceptions.NoSuchWarehouseException;
import org.apache.iceberg.rest.responses.ConfigResponse;

/** {@code GET /v1/config}: what a client is told before anything else. */
final class ConfigRoute {

  /** Its path. */
  static final String PATH = "/v1/config";

  private final Set<String> warehouses;
  private final ConfigResponse response;

  /**
   * Creates it.
   *
   * @param routes what is served, and so what is announced
   */
  ConfigRoute(CatalogConfig config, List<Route> routes) {
    this.warehouses = Set.of(config.name(), config.storage().warehouse());
    this.response =
        ConfigResponse.builder()
            // A client that reaches the store by another address says so itself.
            .withDefaults(new HashMap<>(config.storage().client()))
            // The token does not expire, so there is nowhere to renew it.
            .withOverride("token-refresh-enabled", "false")
            .withEndpoints(routes.stream().map(Route::endpoint).toList())
            .build();
  }

  void answer(Context context) {
    Optional.ofNullable(context.queryParam("warehouse"))
        .filter(asked -> !asked.isEmpty() && !warehouses.contains(asked))
        .ifPresent(
            asked -> {
              throw new NoSuchWarehouseException("Warehouse does not exist: %s", asked);
            });
    Answers.ok(context, response);
  }
}
