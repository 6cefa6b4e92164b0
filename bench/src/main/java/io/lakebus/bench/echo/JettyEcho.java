// SPDX-License-Identifier: Apache-2.0
package io.lakebus.bench.echo;

import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Promise;

/** Jetty and nothing else: no servlets, no routes. */
public final class JettyEcho {

  private JettyEcho() {}

  /**
   * Serves until the process is told to stop.
   *
   * @param arguments the port
   */
  public static void main(String[] arguments) throws Exception {
    HttpConfiguration http = new HttpConfiguration();
    Listening.configure(http);
    Server server = new Server();
    server.addConnector(Listening.connector(server, http, Integer.parseInt(arguments[0])));
    server.setHandler(new Echo());
    server.setStopAtShutdown(true);
    server.start();
    server.join();
  }

  private static final class Echo extends Handler.Abstract.NonBlocking {

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
      Content.Source.asByteBuffer(
          request, Promise.from(body -> answer(body, response, callback), callback::failed));
      return true;
    }

    private static void answer(ByteBuffer body, Response response, Callback callback) {
      response.setStatus(body.hasRemaining() ? Listening.ACCEPTED : 200);
      response.getHeaders().put(HttpHeader.CONTENT_LENGTH, 0);
      callback.succeeded();
    }
  }
}
