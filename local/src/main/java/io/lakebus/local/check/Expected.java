// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.check;

import io.lakebus.local.journal.Outcome;

/**
 * What the journal says about one event in one table.
 *
 * @param rows how many rows its rules make of it there
 * @param outcome whether the gateway has the event
 * @param detailSha256 SHA-256 of its detail, in hexadecimal
 */
record Expected(int rows, Outcome outcome, String detailSha256) {}
