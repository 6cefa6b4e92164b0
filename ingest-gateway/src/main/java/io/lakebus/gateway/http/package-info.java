// SPDX-License-Identifier: Apache-2.0
/**
 * HTTP in front of {@link io.lakebus.gateway.ingest.Ingest}: who calls, what kind of body, its
 * bytes within limits, and the answer as vendors see it.
 */
package io.lakebus.gateway.http;
