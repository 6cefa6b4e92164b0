// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway.http;

import io.lakebus.gateway.ingest.Problem;
import io.lakebus.gateway.ingest.ProblemCode;
import java.nio.ByteBuffer;
import java.util.List;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/**
 * Answers what the server itself refuses, before any route sees it: broken HTTP, headers that are
 * too large, requests while it stops. Says nothing of the inside.
 */
final class ProblemErrorHandler extends ErrorHandler {

  @Override
  public boolean errorPageForMethod(String method) {
    return true;
  }

  @Override
  protected void generateResponse(
      Request request,
      Response response,
      int code,
      String message,
      Throwable cause,
      Callback callback) {
    Problem problem = problem(code);
    response.setStatus(problem.code().status());
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/problem+json");
    if (problem.code().isRetryable()) {
      response.getHeaders().put(HttpHeader.RETRY_AFTER, "1");
    }
    RequestRecord record = RequestRecord.of(request);
    record.refusedFor(problem.code());
    response.getHeaders().put(RequestId.HEADER, record.id().text());
    byte[] body = AnswerJson.problem(problem, record.id(), List.of());
    response.write(true, ByteBuffer.wrap(body), callback);
  }

  private static Problem problem(int status) {
    return switch (status) {
      case 404 -> Problem.of(ProblemCode.NOT_FOUND, "there is nothing at this path");
      case 408 -> Problem.of(ProblemCode.BODY_TIMEOUT, "the request was not complete in time");
      case 413 -> Problem.of(ProblemCode.BODY_TOO_LARGE, "the body is too large");
      case 431 -> Problem.of(ProblemCode.HEADERS_TOO_LARGE, "the headers are too large");
      // A version of HTTP or a coding that the server does not have is the caller's choice.
      case 501, 505 -> Problem.of(ProblemCode.BAD_REQUEST, "the request is not valid HTTP");
      case 503 -> Problem.of(ProblemCode.STOPPING, "send it again, another gateway will take it");
      default ->
          status >= 500
              ? Problem.of(ProblemCode.INTERNAL, "the request was not handled")
              : Problem.of(ProblemCode.BAD_REQUEST, "the request is not valid HTTP");
    };
  }
}
