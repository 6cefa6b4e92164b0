// SPDX-License-Identifier: Apache-2.0
/**
 * What the public server shows that it is who it says: a certificate and its key from files, taken
 * up anew when these change.
 */
package io.lakebus.gateway.tls;
