// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.stack;

import java.net.URI;
import java.util.List;

/**
 * Where clients inside a stack find its servers: at the servers' own ports, or at others, where
 * something that is not part of the stack must then listen and pass on what comes.
 *
 * @param ports the stack's ports
 * @param shift how far the other ports are from a stack's usual ones; 0 for direct links
 */
public record Links(Ports ports, int shift) {

  public Links {
    if (shift != 0) {
      check(ports, shift);
    }
  }

  private static void check(Ports ports, int shift) {
    List<Integer> own = ports.all();
    for (int usual : own) {
      if (own.contains(usual + shift) || usual + shift < 1024 || usual + shift > 65_500) {
        throw new IllegalArgumentException(
            "links shifted by " + shift + " need ports that are the stack's own or do not exist");
      }
    }
  }

  /** Every client goes to its server. */
  public static Links direct(Ports ports) {
    return new Links(ports, 0);
  }

  /** Every client goes to a port of its own. */
  public static Links shifted(Ports ports, int shift) {
    return new Links(ports, shift);
  }

  public boolean isDirect() {
    return shift == 0;
  }

  /** The port to which the client of this link connects. */
  public int port(Link link) {
    return isDirect() ? serverPort(link) : shifted(link);
  }

  /** The same with its host, as {@code host:port}. */
  public String address(Link link) {
    return Ports.HOST + ":" + port(link);
  }

  /** The same as an HTTP URL. */
  public URI url(Link link) {
    return Ports.url(port(link));
  }

  private int shifted(Link link) {
    return shift
        + switch (link) {
          case GATEWAY_TO_KAFKA -> ports.kafka();
          case JOB_TO_KAFKA -> ports.kafka() + 1;
          case JOB_TO_CATALOG -> ports.catalog();
          case JOB_TO_S3 -> ports.s3();
          case CATALOG_TO_S3 -> ports.s3() + 1;
          case CATALOG_TO_POSTGRESQL -> ports.postgresql();
        };
  }

  /**
   * The port at which the server of this link listens. A broker tells its clients where to go next,
   * so it has a listener for each link that is not direct.
   */
  public int serverPort(Link link) {
    return switch (link) {
      case GATEWAY_TO_KAFKA -> isDirect() ? ports.kafka() : ports.kafka() + shift + 2;
      case JOB_TO_KAFKA -> isDirect() ? ports.kafka() : ports.kafka() + shift + 3;
      case JOB_TO_CATALOG -> ports.catalog();
      case JOB_TO_S3, CATALOG_TO_S3 -> ports.s3();
      case CATALOG_TO_POSTGRESQL -> ports.postgresql();
    };
  }
}
