// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Handler;

/**
 * A path that can be read, by GET and by HEAD: the framework answers a HEAD that has no route of
 * its own with 200, whatever GET would be answered.
 */
final class ReadRoute {

  private ReadRoute() {}

  static void add(RoutesConfig routes, String path, Handler handler) {
    routes.get(path, handler);
    routes.head(path, handler);
  }
}
