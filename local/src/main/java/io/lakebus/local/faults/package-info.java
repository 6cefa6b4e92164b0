// SPDX-License-Identifier: Apache-2.0
/**
 * The torture of a stack: faults are injected, by a schedule that a seed determines, while a vendor
 * sends; then what was sent is compared with what the tables hold.
 */
package io.lakebus.local.faults;
