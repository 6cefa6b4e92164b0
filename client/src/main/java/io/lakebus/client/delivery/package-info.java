// SPDX-License-Identifier: Apache-2.0
/**
 * How events are delivered: a request at a time, again and again with the same bytes, until the
 * fate of each event is known or its time is over. For programs that make their own batches; no
 * part of the client's API.
 */
package io.lakebus.client.delivery;
