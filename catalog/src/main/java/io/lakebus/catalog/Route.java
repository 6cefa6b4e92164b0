// SPDX-License-Identifier: Apache-2.0
package io.lakebus.catalog;

import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import org.apache.iceberg.rest.Endpoint;

/**
 * A call of the protocol and what serves it. What is announced to clients and what is served are
 * made of the same routes.
 *
 * @param endpoint the call, as it is announced
 * @param handler what serves it
 */
record Route(Endpoint endpoint, Handler handler) {

  /** The HTTP method. */
  HandlerType method() {
    return HandlerType.findOrCreate(endpoint.httpMethod());
  }

  /** The path as it is served: there is one catalog, so no prefix. */
  String path() {
    return endpoint.path().replace("/{prefix}", "");
  }
}
