// SPDX-License-Identifier: Apache-2.0
/** Blocks of measurements, what follows from them, and how sure it is. */
package io.lakebus.bench.measure;
