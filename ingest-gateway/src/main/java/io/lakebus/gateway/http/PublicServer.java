// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway.http;

import io.javalin.config.RoutesConfig;
import io.lakebus.gateway.access.AccessLog;
import io.lakebus.gateway.aws.SignatureVerifier;
import io.lakebus.gateway.bus.BusInForce;
import io.lakebus.gateway.hook.HookVerifier;
import io.lakebus.gateway.ingest.Ingest;
import io.lakebus.gateway.limit.RefusalPace;
import io.lakebus.gateway.limit.VendorLimits;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/** The server that vendors call. */
public final class PublicServer {

  private static final String AWS = "/";
  private static final String EVENTS = "/v1/events";
  private static final String DETAILS = "/v1/events/{detail-type}";

  private static final String HOOKS = "/v1/hooks/{name}";

  private PublicServer() {}

  /**
   * Starts it.
   *
   * @param settings how it listens
   * @param tls what it speaks TLS with; empty for plain HTTP
   * @param parts what it works with
   */
  public static HttpServer start(
      HttpSettings settings, Optional<SslContextFactory.Server> tls, Parts parts) {
    Intake intake =
        new Intake(new VendorLimits(parts.clock()), parts.ingest(), parts.metrics(), parts.clock());
    EventsHandler handler =
        new EventsHandler(
            new Authenticator(parts.currentBus(), parts.clock()), intake, parts.bodies());
    AwsHandler awsHandler = new AwsHandler(parts, intake);
    HooksHandler hooksHandler =
        new HooksHandler(parts.currentBus(), parts.hooks(), intake, parts.bodies());
    HeldRefusals heldRefusals = new HeldRefusals(parts.refusals());
    return HttpServer.start(
        settings,
        tls,
        routes -> {
          routes.post(AWS, awsHandler::call);
          routes.post(HOOKS, hooksHandler::call);
          routes.options(HOOKS, WebhookHandshake::answer);
          ApiDocument.route(routes);
          route(routes, handler, parts.ready());
          routes.after(heldRefusals::hold);
        },
        new AnsweredRequests(parts.accessLog(), parts.metrics(), parts.clock()));
  }

  private static void route(RoutesConfig routes, EventsHandler handler, BooleanSupplier ready) {
    routes.post(EVENTS, handler::events);
    routes.post(DETAILS, handler::details);
    routes.options(EVENTS, WebhookHandshake::answer);
    routes.options(DETAILS, WebhookHandshake::answer);
    Health.route(routes, ready);
  }

  /**
   * What the server works with.
   *
   * @param currentBus the bus definition as it is now
   * @param signatures says who signed a call
   * @param hooks says whose a webhook is
   * @param ingest where calls go
   * @param bodies how bodies are read
   * @param refusals how soon refusals are answered
   * @param metrics what is counted
   * @param accessLog where each request leaves a line
   * @param clock the time
   * @param ready whether the gateway can take events
   */
  public record Parts(
      BusInForce currentBus,
      SignatureVerifier signatures,
      HookVerifier hooks,
      Ingest ingest,
      Bodies bodies,
      RefusalPace refusals,
      GatewayMetrics metrics,
      AccessLog accessLog,
      InstantSource clock,
      BooleanSupplier ready) {}
}
