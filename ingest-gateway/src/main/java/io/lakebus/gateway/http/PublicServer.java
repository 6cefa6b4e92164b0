// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.router.Endpoint;
import io.lakebus.bus.Bus;
import io.lakebus.gateway.aws.SignatureVerifier;
import io.lakebus.gateway.hook.HookVerifier;
import io.lakebus.gateway.ingest.Admission;
import io.lakebus.gateway.ingest.Ingest;
import io.lakebus.gateway.limit.VendorLimits;
import java.time.InstantSource;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The server that vendors call. */
public final class PublicServer {

  private static final Logger LOG = LoggerFactory.getLogger(PublicServer.class);

  private static final String AWS = "/";
  private static final String EVENTS = "/v1/events";
  private static final String DETAILS = "/v1/events/{detail-type}";

  private static final String HOOKS = "/v1/hooks/{name}";

  /** Every path without a route: what callers make up is not a label. */
  private static final String UNKNOWN_PATH = "other";

  private PublicServer() {}

  /** Starts it. */
  public static HttpServer start(HttpSettings settings, Parts parts) {
    Intake intake =
        new Intake(new VendorLimits(parts.clock()), parts.ingest(), parts.metrics(), parts.clock());
    EventsHandler handler =
        new EventsHandler(
            new Authenticator(parts.currentBus(), parts.clock()),
            intake,
            parts.admission(),
            parts.limits());
    AwsHandler awsHandler = new AwsHandler(parts, intake);
    HooksHandler hooksHandler =
        new HooksHandler(parts.hooks(), intake, parts.admission(), parts.limits());
    return HttpServer.start(
        settings,
        routes -> {
          routes.post(AWS, awsHandler::call);
          routes.post(HOOKS, hooksHandler::call);
          routes.options(HOOKS, WebhookHandshake::answer);
          route(routes, handler, parts.ready());
        },
        (context, nanos) -> answered(context, nanos, parts.metrics()));
  }

  private static void route(RoutesConfig routes, EventsHandler handler, BooleanSupplier ready) {
    routes.post(EVENTS, handler::events);
    routes.post(DETAILS, handler::details);
    routes.options(EVENTS, WebhookHandshake::answer);
    routes.options(DETAILS, WebhookHandshake::answer);
    Health.route(routes, ready);
  }

  private static void answered(Context context, long nanos, GatewayMetrics metrics) {
    RequestRecord request = RequestRecord.of(context);
    Endpoint endpoint = context.endpoints().lastHttpEndpoint();
    String path = endpoint == null ? UNKNOWN_PATH : endpoint.path;
    metrics.answered(path, context.status().getCode(), request.vendor(), nanos);
    request.refusal().ifPresent(code -> metrics.rejected(request.vendor(), code));
    LOG.debug(
        "{} {} {} {} {} us",
        request.id(),
        request.vendor(),
        path,
        context.status().getCode(),
        nanos / 1_000);
  }

  /**
   * What the server works with.
   *
   * @param currentBus the bus definition as it is now
   * @param signatures says who signed a call
   * @param hooks says whose a webhook is
   * @param ingest where calls go
   * @param admission the bound on bodies in memory
   * @param limits the limits of one body
   * @param metrics what is counted
   * @param clock the time
   * @param ready whether the gateway can take events
   */
  public record Parts(
      Supplier<Bus> currentBus,
      SignatureVerifier signatures,
      HookVerifier hooks,
      Ingest ingest,
      Admission admission,
      BodyLimits limits,
      GatewayMetrics metrics,
      InstantSource clock,
      BooleanSupplier ready) {}
}
