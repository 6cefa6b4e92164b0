// SPDX-License-Identifier: Apache-2.0
/** What the integration tests of several modules share; no program depends on it. */
package io.lakebus.testing;
