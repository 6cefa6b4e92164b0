// SPDX-License-Identifier: Apache-2.0
package io.lakebus.job.peer;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.iceberg.MetadataUpdate;
import org.apache.iceberg.rest.Endpoint;
import org.apache.iceberg.rest.ParserContext;
import org.apache.iceberg.rest.RESTClient;
import org.apache.iceberg.rest.RESTRequest;
import org.apache.iceberg.rest.RESTResponse;
import org.apache.iceberg.rest.auth.AuthSession;
import org.apache.iceberg.rest.requests.CommitTransactionRequest;
import org.apache.iceberg.rest.requests.UpdateTableRequest;
import org.apache.iceberg.rest.responses.ConfigResponse;
import org.apache.iceberg.rest.responses.ErrorResponse;

/**
 * The REST client of a catalog. Whoever commits data through it may die just before the request or
 * just after the answer, with either sink at the same line.
 */
final class DyingClient implements RESTClient {

  private final RESTClient real;
  private final Faults faults;
  private final boolean singly;

  /**
   * Wraps a client.
   *
   * @param real the client
   * @param faults what is to happen
   * @param singly whether the catalog's call for several tables is hidden
   */
  DyingClient(RESTClient real, Faults faults, boolean singly) {
    this.real = real;
    this.faults = faults;
    this.singly = singly;
  }

  private static boolean isData(RESTRequest body) {
    return updates(body).anyMatch(MetadataUpdate.AddSnapshot.class::isInstance);
  }

  private static Stream<MetadataUpdate> updates(RESTRequest body) {
    return switch (body) {
      case UpdateTableRequest update -> update.updates().stream();
      case CommitTransactionRequest transaction ->
          transaction.tableChanges().stream().flatMap(update -> update.updates().stream());
      case null, default -> Stream.empty();
    };
  }

  private void before(RESTRequest body) {
    if (isData(body)) {
      faults.dieIfDue(Moment.COMMIT_READY);
    }
  }

  private <T> T after(RESTRequest body, T answer) {
    if (isData(body)) {
      faults.dieIfDue(Moment.COMMIT_ACKNOWLEDGED);
    }
    return answer;
  }

  /** Hides the call for several tables in what the catalog says of itself. */
  private <T extends RESTResponse> T shown(T answer, Class<T> type) {
    if (singly && answer instanceof ConfigResponse config) {
      List<Endpoint> endpoints =
          config.endpoints().stream()
              .filter(endpoint -> !endpoint.equals(Endpoint.V1_COMMIT_TRANSACTION))
              .toList();
      return type.cast(
          ConfigResponse.builder()
              .withDefaults(config.defaults())
              .withOverrides(config.overrides())
              .withEndpoints(endpoints)
              .build());
    }
    return answer;
  }

  @Override
  public void head(String path, Map<String, String> headers, Consumer<ErrorResponse> onError) {
    real.head(path, headers, onError);
  }

  @Override
  public <T extends RESTResponse> T delete(
      String path, Class<T> type, Map<String, String> headers, Consumer<ErrorResponse> onError) {
    return real.delete(path, type, headers, onError);
  }

  @Override
  public <T extends RESTResponse> T delete(
      String path,
      Map<String, String> query,
      Class<T> type,
      Map<String, String> headers,
      Consumer<ErrorResponse> onError) {
    return real.delete(path, query, type, headers, onError);
  }

  @Override
  public <T extends RESTResponse> T get(
      String path,
      Map<String, String> query,
      Class<T> type,
      Map<String, String> headers,
      Consumer<ErrorResponse> onError) {
    return shown(real.get(path, query, type, headers, onError), type);
  }

  @Override
  public <T extends RESTResponse> T get(
      String path,
      Map<String, String> query,
      Class<T> type,
      Map<String, String> headers,
      Consumer<ErrorResponse> onError,
      ParserContext context) {
    return shown(real.get(path, query, type, headers, onError, context), type);
  }

  @Override
  public <T extends RESTResponse> T get(
      String path,
      Map<String, String> query,
      Class<T> type,
      Map<String, String> headers,
      Consumer<ErrorResponse> onError,
      Consumer<Map<String, String>> onHeaders) {
    return shown(real.get(path, query, type, headers, onError, onHeaders), type);
  }

  @Override
  public <T extends RESTResponse> T post(
      String path,
      RESTRequest body,
      Class<T> type,
      Map<String, String> headers,
      Consumer<ErrorResponse> onError) {
    before(body);
    return after(body, real.post(path, body, type, headers, onError));
  }

  @Override
  public <T extends RESTResponse> T post(
      String path,
      RESTRequest body,
      Class<T> type,
      Map<String, String> headers,
      Consumer<ErrorResponse> onError,
      Consumer<Map<String, String>> onHeaders) {
    before(body);
    return after(body, real.post(path, body, type, headers, onError, onHeaders));
  }

  @Override
  public <T extends RESTResponse> T post(
      String path,
      RESTRequest body,
      Class<T> type,
      Map<String, String> headers,
      Consumer<ErrorResponse> onError,
      Consumer<Map<String, String>> onHeaders,
      ParserContext context) {
    before(body);
    return after(body, real.post(path, body, type, headers, onError, onHeaders, context));
  }

  @Override
  public <T extends RESTResponse> T postForm(
      String path,
      Map<String, String> form,
      Class<T> type,
      Map<String, String> headers,
      Consumer<ErrorResponse> onError) {
    return real.postForm(path, form, type, headers, onError);
  }

  @Override
  public RESTClient withAuthSession(AuthSession session) {
    return new DyingClient(real.withAuthSession(session), faults, singly);
  }

  @Override
  public void close() throws IOException {
    real.close();
  }
}
