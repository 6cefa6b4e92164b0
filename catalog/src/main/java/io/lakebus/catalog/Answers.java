// SPDX-License-Identifier: Apache-2.0
package io.lakebus.catalog;

import io.javalin.http.Context;
import java.util.Optional;
import org.apache.iceberg.rest.RESTRequest;
import org.apache.iceberg.rest.RESTResponse;

/** How the routes read a request and write its answer. */
final class Answers {

  private static final String JSON = "application/json";

  private Answers() {}

  /** The request's body. */
  static <T extends RESTRequest> T body(Context context, Class<T> type) {
    return RestJson.read(context.bodyAsBytes(), type);
  }

  /** The page that the request asks for. */
  static Page.Request page(Context context) {
    return Page.Request.of(
        Optional.ofNullable(context.queryParam("pageToken")),
        Optional.ofNullable(context.queryParam("pageSize")));
  }

  /** 200 with a body. */
  static void ok(Context context, RESTResponse response) {
    context.status(200).contentType(JSON).result(RestJson.write(response));
  }

  /** 204. */
  static void done(Context context) {
    context.status(204);
  }

  /** The failure's status and body. */
  static void failed(Context context, Failure failure) {
    failure.retryAfter().ifPresent(seconds -> context.header("Retry-After", seconds.toString()));
    context.status(failure.status()).contentType(JSON).result(RestJson.write(failure.body()));
  }
}
