// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway.aws;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import static java.util.Objects.requireNonNull;

/**
 * What a request says before its body.
 *
 * @param method its method
 * @param path its path, as it came
 * @param query its query, as it came; empty if there is none
 * @param headers its headers; their names are kept in lower case
 */
public record RequestHead(
    String method, String path, String query, Map<String, List<String>> headers) {

  public RequestHead {
    requireNonNull(method, "method is null");
    requireNonNull(path, "path is null");
    requireNonNull(query, "query is null");
    Map<String, List<String>> lowerCase = new HashMap<>();
    headers.forEach(
        (name, values) -> lowerCase.put(name.toLowerCase(Locale.ROOT), List.copyOf(values)));
    headers = Map.copyOf(lowerCase);
  }

  /** The header's first value; empty if it is not there. */
  public Optional<String> header(String lowerCaseName) {
    return headers.getOrDefault(lowerCaseName, List.of()).stream().findFirst();
  }
}
