// SPDX-License-Identifier: Apache-2.0
/** Digests of bytes and texts. */
package io.lakebus.digest;
