// SPDX-License-Identifier: Apache-2.0
/** Processes that do one piece of measured work after the other, as they are told. */
package io.lakebus.bench.agent;
