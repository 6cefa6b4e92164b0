// SPDX-License-Identifier: Apache-2.0
/**
 * Vendors' limits. A call is let in if its vendor has something left of every policy, before
 * anybody knows what it holds; it is then charged all that it holds, which may bring the vendor
 * into a debt that time repays. So the average keeps to the limit, one call may hold more than a
 * second's worth, and none is so large that it never gets in.
 */
package io.lakebus.gateway.limit;
