// SPDX-License-Identifier: Apache-2.0
package io.lakebus.event;

/**
 * One header of a record in the log.
 *
 * @param name the header's name, {@code ce_id} for example
 * @param value its bytes, UTF-8 text in the headers of this format
 */
public record EventHeader(String name, byte[] value) {}
