// SPDX-License-Identifier: Apache-2.0
/** JSON as far as the client needs it; no part of its API. */
package io.lakebus.client.json;
