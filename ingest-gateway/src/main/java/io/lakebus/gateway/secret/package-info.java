// SPDX-License-Identifier: Apache-2.0
/** The secrets that a bus definition refers to, and where they are. */
package io.lakebus.gateway.secret;
