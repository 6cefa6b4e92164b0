// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway.http;

import com.github.f4b6a3.uuid.alt.GUID;
import io.javalin.http.Context;
import io.lakebus.gateway.ingest.ProblemCode;
import java.util.Optional;

/**
 * What the log and the metrics say of one request. It begins when it is first asked for and lives
 * as long as the request; only the request's own thread uses it.
 */
final class RequestRecord {

  /** The vendor of a request that is not authenticated. No vendor of a bus can be named so. */
  static final String NOBODY = "unknown";

  private static final String ATTRIBUTE = "io.lakebus.request";

  private final String id = GUID.v7().toString();
  private String vendor = NOBODY;
  private Optional<ProblemCode> refusal = Optional.empty();

  private RequestRecord() {}

  static RequestRecord of(Context context) {
    RequestRecord known = context.attribute(ATTRIBUTE);
    if (known != null) {
      return known;
    }
    RequestRecord record = new RequestRecord();
    context.attribute(ATTRIBUTE, record);
    return record;
  }

  /** Names the request in answers and logs. */
  String id() {
    return id;
  }

  String vendor() {
    return vendor;
  }

  void vendor(String name) {
    vendor = name;
  }

  /** Why the request is refused whole, if it is. */
  Optional<ProblemCode> refusal() {
    return refusal;
  }

  void refusedFor(ProblemCode code) {
    refusal = Optional.of(code);
  }
}
