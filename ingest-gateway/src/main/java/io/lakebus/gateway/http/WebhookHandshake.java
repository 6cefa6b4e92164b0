// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway.http;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;

/**
 * Answers a sender of webhooks that asks whether it may send here. It may, as far as this goes:
 * each of its calls is still authenticated. The callback that it may name is never called, for the
 * answer is there at once.
 *
 * @see <a href="https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/http-webhook.md">HTTP
 *     1.1 Web Hooks for Event Delivery 1.0.2, section 4</a>
 */
final class WebhookHandshake {

  private static final String REQUEST_ORIGIN = "WebHook-Request-Origin";

  private WebhookHandshake() {}

  /** {@code OPTIONS} on a path that takes events. */
  static void answer(Context context) {
    context.header("Allow", "POST");
    String origin = context.header(REQUEST_ORIGIN);
    if (origin == null) {
      context.status(HttpStatus.NO_CONTENT);
      return;
    }
    context.header("WebHook-Allowed-Origin", origin);
    context.header("WebHook-Allowed-Rate", "*");
    context.status(HttpStatus.OK);
  }
}
