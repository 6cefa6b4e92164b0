// SPDX-License-Identifier: Apache-2.0
/** Starts Trino from its jars, so that the build needs nothing but Maven artifacts. */
package io.lakebus.runtime.trino;
