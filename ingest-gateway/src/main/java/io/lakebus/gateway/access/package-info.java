// SPDX-License-Identifier: Apache-2.0
/**
 * Where the lines of the access log go: written behind the requests' backs, so that no vendor waits
 * for a disk, and bounded, so that no disk fills the heap. What is lost is counted.
 */
package io.lakebus.gateway.access;
