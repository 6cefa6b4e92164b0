// SPDX-License-Identifier: Apache-2.0
/**
 * The sample: a seeded, deterministic season of sport events. The same seed and count make the same
 * bytes on every machine, so the file in {@code sample/} can be checked against its generator.
 */
package io.lakebus.local.sample;
