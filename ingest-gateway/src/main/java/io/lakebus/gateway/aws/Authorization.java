// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway.aws;

import io.lakebus.gateway.ingest.ProblemCode;
import io.lakebus.gateway.ingest.RefusedException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The header Authorization of Signature Version 4: {@code AWS4-HMAC-SHA256
 * Credential=ID/20261123/eu-north-1/events/aws4_request, SignedHeaders=host;x-amz-date,
 * Signature=...}.
 *
 * @param credential which key, and for what
 * @param signedHeaders the names of the headers that are signed
 * @param signature the signature, hexadecimal
 */
record Authorization(Credential credential, List<String> signedHeaders, String signature) {

  static final String ALGORITHM = "AWS4-HMAC-SHA256";

  private static final String TERMINATOR = "aws4_request";
  private static final List<String> PARAMETERS =
      List.of("Credential", "SignedHeaders", "Signature");

  /**
   * Which key signs, and for what.
   *
   * @param keyId the id of the access key
   * @param date the day, {@code 20261123}
   * @param region the region; any will do
   * @param service the service
   */
  record Credential(String keyId, String date, String region, String service) {

    /** What the signature is for. */
    String scope() {
      return String.join("/", date, region, service, TERMINATOR);
    }
  }

  /**
   * Reads the header.
   *
   * @throws RefusedException if it is not there, or lacks a part
   */
  static Authorization parse(Optional<String> header) throws RefusedException {
    String text =
        header.orElseThrow(
            () ->
                new RefusedException(
                    ProblemCode.MISSING_CREDENTIALS, "Missing Authentication Token"));
    if (!text.startsWith(ALGORITHM + " ")) {
      throw incomplete("Authorization does not begin with '" + ALGORITHM + "'");
    }
    Map<String, String> parameters = parameters(text.substring(ALGORITHM.length()));
    List<String> missing =
        PARAMETERS.stream()
            .filter(name -> parameters.getOrDefault(name, "").isEmpty())
            .map(name -> "Authorization has no '" + name + "'")
            .toList();
    if (!missing.isEmpty()) {
      throw incomplete(String.join("; ", missing));
    }
    return new Authorization(
        credential(parameters.get("Credential")),
        List.of(parameters.get("SignedHeaders").split(";", -1)),
        parameters.get("Signature"));
  }

  private static Map<String, String> parameters(String text) {
    Map<String, String> parameters = new HashMap<>();
    for (String parameter : text.split(",", -1)) {
      String[] parts = parameter.strip().split("=", 2);
      parameters.put(parts[0], parts.length == 2 ? parts[1] : "");
    }
    return parameters;
  }

  private static Credential credential(String text) throws RefusedException {
    List<String> parts = new ArrayList<>(List.of(text.split("/", -1)));
    if (parts.size() != 5 || !parts.getLast().equals(TERMINATOR)) {
      throw incomplete("Credential is not of the form ID/YYYYMMDD/region/service/" + TERMINATOR);
    }
    return new Credential(parts.get(0), parts.get(1), parts.get(2), parts.get(3));
  }

  private static RefusedException incomplete(String detail) {
    return new RefusedException(ProblemCode.INCOMPLETE_SIGNATURE, detail);
  }
}
