// SPDX-License-Identifier: Apache-2.0
/**
 * The least that an HTTP server can do with an event: read its body whole and answer 202. What the
 * gateway does beyond this is what is measured.
 */
package io.lakebus.bench.echo;
