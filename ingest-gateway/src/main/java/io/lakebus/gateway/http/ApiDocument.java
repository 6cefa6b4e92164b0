// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Describes the public server to vendors: an OpenAPI document, and a page that shows it. All that
 * the page loads comes from here.
 */
final class ApiDocument {

  /** The document, beside this class. */
  static final String RESOURCE = "openapi.json";

  private static final String PAGE = "docs.html";
  private static final String JAVASCRIPT = "text/javascript; charset=utf-8";

  /** The page's scripts are its own; the library writes styles and images into the page. */
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline';"
          + " img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none';"
          + " frame-ancestors 'none'";

  private static final String LIBRARY = "/META-INF/resources/webjars/swagger-ui/";
  private static final String LIBRARY_VERSION =
      "/META-INF/maven/org.webjars/swagger-ui/pom.properties";

  private final byte[] document;
  private final Map<String, PageFile> files;
  private final ConcurrentMap<String, byte[]> contents = new ConcurrentHashMap<>();

  private ApiDocument(byte[] document, Map<String, PageFile> files) {
    this.document = document;
    this.files = files;
  }

  /** Adds the routes. */
  static void route(RoutesConfig routes) {
    String library = LIBRARY + libraryVersion() + "/";
    ApiDocument api =
        new ApiDocument(
            bytes(RESOURCE),
            Map.of(
                "docs.js", new PageFile("docs.js", JAVASCRIPT),
                "swagger-ui-bundle.js", new PageFile(library + "swagger-ui-bundle.js", JAVASCRIPT),
                "swagger-ui.css",
                    new PageFile(library + "swagger-ui.css", "text/css; charset=utf-8")));
    ReadRoute.add(
        routes,
        "/openapi.json",
        context -> context.contentType("application/json").result(api.document));
    ReadRoute.add(
        routes,
        "/docs",
        context -> api.send(context, new PageFile(PAGE, "text/html; charset=utf-8")));
    ReadRoute.add(routes, "/docs/{file}", api::file);
  }

  private void file(Context context) {
    Optional<PageFile> file = Optional.ofNullable(files.get(context.pathParam("file")));
    if (file.isPresent()) {
      send(context, file.get());
    } else {
      Answers.write(context, Problems.notFound());
    }
  }

  /** Many may read a file slowly, so it is in memory once and not inflated for each of them. */
  private void send(Context context, PageFile file) {
    context
        .header("Content-Security-Policy", POLICY)
        .header("X-Content-Type-Options", "nosniff")
        .header("Cache-Control", "max-age=3600")
        .contentType(file.contentType())
        .result(contents.computeIfAbsent(file.resource(), ApiDocument::bytes));
  }

  private static String libraryVersion() {
    Properties properties = new Properties();
    try (InputStream stream = open(LIBRARY_VERSION)) {
      properties.load(stream);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return properties.getProperty("version");
  }

  private static byte[] bytes(String resource) {
    try (InputStream stream = open(resource)) {
      return stream.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static InputStream open(String resource) {
    InputStream stream = ApiDocument.class.getResourceAsStream(resource);
    if (stream == null) {
      throw new IllegalStateException(resource + " is not on the class path");
    }
    return stream;
  }

  /**
   * A file that the page is made of.
   *
   * @param resource where it is on the class path
   * @param contentType what it is
   */
  private record PageFile(String resource, String contentType) {}
}
