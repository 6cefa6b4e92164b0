// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.faults.proxy;

/** Which requests a trouble is about. */
public sealed interface RequestKind {

  /** The API keys of Kafka's requests for {@link #kafka}. */
  int PRODUCE = 0;

  int FETCH = 1;
  int METADATA = 3;

  /**
   * Requests by HTTP.
   *
   * @param method the method, or {@code *} for all
   * @param path what the target, without a query, contains; the empty text is in all
   */
  record Http(String method, String path) implements RequestKind {}

  /**
   * Requests to a Kafka broker.
   *
   * @param apiKey which, as the protocol numbers them
   */
  record Kafka(int apiKey) implements RequestKind {}

  /**
   * Statements to PostgreSQL.
   *
   * @param command the first word of the command tag that tells their success, as {@code UPDATE} or
   *     {@code COMMIT}
   */
  record Postgresql(String command) implements RequestKind {}

  static RequestKind http(String method, String path) {
    return new Http(method, path);
  }

  static RequestKind kafka(int apiKey) {
    return new Kafka(apiKey);
  }

  static RequestKind postgresql(String command) {
    return new Postgresql(command);
  }
}
