// SPDX-License-Identifier: Apache-2.0
/**
 * Signed webhooks: whose they are ({@link io.lakebus.gateway.hook.HookVerifier}) and what is asked
 * of the receiver before there are any. HTTP itself is in {@code io.lakebus.gateway.http}, what
 * becomes an event of a body in {@code io.lakebus.gateway.ingest}.
 */
package io.lakebus.gateway.hook;
