// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway.aws;

import io.lakebus.gateway.ingest.ProblemCode;
import io.lakebus.gateway.ingest.RefusedException;
import java.util.Arrays;
import java.util.stream.Collectors;

/** What a request can ask for. */
public enum Operation {
  PUT_EVENTS("AWSEvents.PutEvents", "events"),
  TEST_EVENT_PATTERN("AWSEvents.TestEventPattern", "events"),
  PUT_RECORD("Firehose_20150804.PutRecord", "firehose"),
  PUT_RECORD_BATCH("Firehose_20150804.PutRecordBatch", "firehose");

  private static final String HEADER = "x-amz-target";

  private final String target;
  private final String service;

  Operation(String target, String service) {
    this.target = target;
    this.service = service;
  }

  /**
   * The operation that a request names.
   *
   * @throws RefusedException if it names none, or one that is not here
   */
  public static Operation of(RequestHead head) throws RefusedException {
    String name = head.header(HEADER).orElse("");
    for (Operation operation : values()) {
      if (operation.target.equals(name)) {
        return operation;
      }
    }
    throw new RefusedException(
        ProblemCode.UNKNOWN_OPERATION,
        "X-Amz-Target is none of "
            + Arrays.stream(values())
                .map(operation -> operation.target)
                .collect(Collectors.joining(", ")));
  }

  /** The service that it is of, as a signature names it. */
  String service() {
    return service;
  }
}
