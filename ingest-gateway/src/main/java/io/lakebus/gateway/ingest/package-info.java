// SPDX-License-Identifier: Apache-2.0
/**
 * From a body's bytes to events in the log, without a word of HTTP: a body is read in one pass,
 * what is wrong becomes a {@link io.lakebus.gateway.ingest.Problem}, and what is right is appended.
 */
package io.lakebus.gateway.ingest;
