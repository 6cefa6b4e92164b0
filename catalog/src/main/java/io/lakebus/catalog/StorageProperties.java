// SPDX-License-Identifier: Apache-2.0
package io.lakebus.catalog;

import java.util.HashMap;
import java.util.Map;

/** Iceberg's names for where the files of tables are. */
final class StorageProperties {

  private StorageProperties() {}

  /** What a client needs besides its own credentials. An empty endpoint means AWS. */
  static Map<String, String> client(String endpoint, String region, boolean pathStyle) {
    Map<String, String> properties = new HashMap<>();
    if (!endpoint.isEmpty()) {
      properties.put("s3.endpoint", endpoint);
      properties.put("s3.path-style-access", Boolean.toString(pathStyle));
    }
    // Java clients read the first, others the second.
    properties.put("client.region", region);
    properties.put("s3.region", region);
    return properties;
  }

  /** What is never told to a client. Without keys the AWS default chain finds some. */
  static Map<String, String> secret(String accessKey, String secretKey) {
    return accessKey.isEmpty()
        ? Map.of()
        : Map.of("s3.access-key-id", accessKey, "s3.secret-access-key", secretKey);
  }

  /** The properties of the catalog's own FileIO. */
  static Map<String, String> own(CatalogConfig.Storage storage) {
    Map<String, String> properties = new HashMap<>(storage.client());
    properties.putAll(storage.secret());
    // The factory that makes only S3 clients, so that no other AWS client has to be there.
    properties.put(
        "s3.client-factory-impl", "org.apache.iceberg.aws.s3.DefaultS3FileIOAwsClientFactory");
    return properties;
  }
}
