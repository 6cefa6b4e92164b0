// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.http.MethodNotAllowedResponse;
import io.lakebus.gateway.ingest.Problem;
import io.lakebus.gateway.ingest.ProblemCode;
import io.lakebus.gateway.ingest.RefusedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns whatever a route throws into a problem. */
final class Problems {

  private static final Logger LOG = LoggerFactory.getLogger(Problems.class);

  private Problems() {}

  static void map(RoutesConfig routes) {
    routes.exception(
        RefusedException.class, (refused, context) -> Answers.write(context, refused.problem()));
    routes.exception(MethodNotAllowedResponse.class, Problems::methodNotAllowed);
    routes.exception(
        HttpResponseException.class,
        (response, context) -> Answers.write(context, problem(response.getStatus())));
    routes.exception(Exception.class, Problems::internal);
  }

  private static void methodNotAllowed(MethodNotAllowedResponse response, Context context) {
    String allowed = String.join(", ", response.getDetails().values());
    context.header("Allow", allowed);
    Answers.write(
        context,
        Problem.of(ProblemCode.METHOD_NOT_ALLOWED, "use " + allowed.replace(", ", " or ")));
  }

  private static Problem problem(int status) {
    return status == 404
        ? notFound()
        : Problem.of(ProblemCode.BAD_REQUEST, "the request cannot be handled");
  }

  static Problem notFound() {
    return Problem.of(ProblemCode.NOT_FOUND, "there is nothing at this path");
  }

  /** A bug: the operator sees all of it, the vendor only which request it was. */
  private static void internal(Exception failure, Context context) {
    LOG.error("Request {} failed", RequestRecord.of(context).id().text(), failure);
    Answers.write(context, Problem.of(ProblemCode.INTERNAL, "the request was not handled"));
  }
}
