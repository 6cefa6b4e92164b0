// SPDX-License-Identifier: Apache-2.0
/**
 * The journal of a run of the sender: what was sent and how the gateway answered, one JSON object a
 * line. It is what a check of the tables is measured against.
 */
package io.lakebus.local.journal;
