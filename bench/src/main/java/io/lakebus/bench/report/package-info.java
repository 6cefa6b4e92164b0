// SPDX-License-Identifier: Apache-2.0
/** What a run has found, in Markdown. */
package io.lakebus.bench.report;
