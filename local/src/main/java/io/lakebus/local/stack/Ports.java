// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.stack;

import java.net.URI;
import java.util.List;

/**
 * The loopback ports of a stack.
 *
 * @param offset what is added to each default port
 */
public record Ports(int offset) {

  /** The address everything is bound to. */
  public static final String HOST = "127.0.0.1";

  private static final int HIGHEST_DEFAULT = 9093;

  public Ports {
    if (offset < -4000 || offset > 65535 - HIGHEST_DEFAULT) {
      throw new IllegalArgumentException("a port offset is between -4000 and 56442: " + offset);
    }
  }

  public int gateway() {
    return 8080 + offset;
  }

  public int flink() {
    return 8081 + offset;
  }

  public int trino() {
    return 8082 + offset;
  }

  public int catalog() {
    return 8083 + offset;
  }

  public int s3() {
    return 8084 + offset;
  }

  public int gatewayAdmin() {
    return 8085 + offset;
  }

  public int kafka() {
    return 9092 + offset;
  }

  /** The broker's own quorum, spoken to by nobody else. */
  public int kafkaController() {
    return 9093 + offset;
  }

  public int postgresql() {
    return 5433 + offset;
  }

  /** The JobManager's actor system, spoken to by the TaskManager. */
  public int flinkRpc() {
    return 6123 + offset;
  }

  /** Every port of the stack. */
  List<Integer> all() {
    return List.of(
        gateway(),
        flink(),
        trino(),
        catalog(),
        s3(),
        gatewayAdmin(),
        kafka(),
        kafkaController(),
        postgresql(),
        flinkRpc());
  }

  /** The URL of what listens on one of these ports. */
  public static URI url(int port) {
    return URI.create("http://" + HOST + ":" + port);
  }
}
