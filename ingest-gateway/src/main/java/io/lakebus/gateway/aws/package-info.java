// SPDX-License-Identifier: Apache-2.0
/**
 * AWS's protocols: who signed a request ({@link io.lakebus.gateway.aws.SignatureVerifier}), which
 * operation it asks for, and how AWS's SDKs read what became of it. What is in the bodies is read
 * in {@code io.lakebus.gateway.ingest}, HTTP itself is in {@code io.lakebus.gateway.http}.
 */
package io.lakebus.gateway.aws;
