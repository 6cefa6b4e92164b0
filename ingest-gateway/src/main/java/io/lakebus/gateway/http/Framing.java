// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway.http;

import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpHeaderValue;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;

/**
 * Refuses heads that HTTP leaves room for and no caller needs: a proxy before the gateway may take
 * them for something else.
 */
final class Framing {

  private Framing() {}

  /**
   * Lets a request on its way.
   *
   * @throws HttpException.RuntimeException if its body has another coding than chunks, or if its
   *     target has a user
   */
  static Request check(Request request, HttpFields.Mutable answer) {
    HttpField coding = request.getHeaders().getField(HttpHeader.TRANSFER_ENCODING);
    if (coding != null && !HttpHeaderValue.CHUNKED.is(coding.getValue())) {
      throw refusal("a transfer coding beside chunked");
    }
    if (request.getHttpURI().getUser() != null) {
      throw refusal("a user in the target");
    }
    return request;
  }

  private static HttpException.RuntimeException refusal(String why) {
    return new HttpException.RuntimeException(HttpStatus.BAD_REQUEST_400, why);
  }
}
