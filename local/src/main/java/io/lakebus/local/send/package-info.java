// SPDX-License-Identifier: Apache-2.0
/**
 * The sender: records of a file become events of a vendor, posted to the gateway until each is
 * accepted, refused, or given up. It reads as it sends, so a file of any size needs the same
 * memory.
 */
package io.lakebus.local.send;
