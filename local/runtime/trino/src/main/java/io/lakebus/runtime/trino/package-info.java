// SPDX-License-Identifier: Apache-2.0
/** Starts Trino from its jars, as no release of the server is in the package registry. */
package io.lakebus.runtime.trino;
