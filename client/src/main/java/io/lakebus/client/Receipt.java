// SPDX-License-Identifier: Apache-2.0
package io.lakebus.client;

/**
 * The bus has an event durably, and will not lose it.
 *
 * @param id the event's id
 */
public record Receipt(String id) {}
