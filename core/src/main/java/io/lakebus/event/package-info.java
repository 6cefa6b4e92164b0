// SPDX-License-Identifier: Apache-2.0
/**
 * The event: what it is, which JSON it may carry, how it is written to the log and read back, and
 * how an event that cannot go on is described.
 */
package io.lakebus.event;
