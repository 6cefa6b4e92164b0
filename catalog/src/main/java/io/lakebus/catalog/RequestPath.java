// SPDX-License-Identifier: Apache-2.0
package io.lakebus.catalog;

import io.javalin.http.Context;
import java.util.List;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.rest.RESTUtil;

/**
 * The names in a request's path. They are read from the path as it was sent: clients write a space
 * as a plus sign, and a name may hold a slash.
 */
final class RequestPath {

  private static final int NAMESPACE = 3;
  private static final int TABLE = 5;

  private RequestPath() {}

  /** The namespace in {@code /v1/namespaces/{namespace}}. */
  static Namespace namespace(Context context) {
    return RESTUtil.decodeNamespace(segments(context).get(NAMESPACE), "%1F");
  }

  /** The table or view in {@code /v1/namespaces/{namespace}/tables/{table}}. */
  static TableIdentifier table(Context context) {
    return TableIdentifier.of(
        namespace(context), RESTUtil.decodeString(segments(context).get(TABLE)));
  }

  private static List<String> segments(Context context) {
    return List.of(context.path().split("/", -1));
  }
}
