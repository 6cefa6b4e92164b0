// SPDX-License-Identifier: Apache-2.0
/** Work that mostly waits, some of it at a time. */
package io.lakebus.parallel;
