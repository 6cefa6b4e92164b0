// SPDX-License-Identifier: Apache-2.0
/** The stage dedup: of each event the first within the window goes on. */
package io.lakebus.job.dedup;
