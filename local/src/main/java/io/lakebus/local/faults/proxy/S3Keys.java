// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.faults.proxy;

/**
 * With which requests to S3 are signed.
 *
 * @param accessKey who signs
 * @param secretKey what only that one knows
 */
public record S3Keys(String accessKey, String secretKey) {

  /** Without the secret. */
  @Override
  public String toString() {
    return accessKey;
  }
}
