// SPDX-License-Identifier: Apache-2.0
/**
 * The command {@code lakebus}. Each subcommand is one class that reads its options, calls a plain
 * class and turns the outcome into an exit code: 0 done, 1 failed, 2 wrong usage.
 */
package io.lakebus.local;
