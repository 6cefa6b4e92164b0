// SPDX-License-Identifier: Apache-2.0
/**
 * The check of a run: what the sender's journal says was accepted is compared, id by id, with what
 * the tables hold. It trusts neither the gateway's counters nor the job's.
 */
package io.lakebus.local.check;
