// SPDX-License-Identifier: Apache-2.0
/** The benchmarks as commands: they start what is measured, take turns with it, and report. */
package io.lakebus.local.bench;
