// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.stack;

import java.util.Locale;

/** A client and the server it speaks to. */
public enum Link {
  GATEWAY_TO_KAFKA,
  JOB_TO_KAFKA,
  JOB_TO_S3,
  CATALOG_TO_S3,
  JOB_TO_CATALOG,
  CATALOG_TO_POSTGRESQL;

  /** As {@code job-to-s3}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
