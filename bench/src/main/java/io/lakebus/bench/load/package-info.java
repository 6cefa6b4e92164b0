// SPDX-License-Identifier: Apache-2.0
/**
 * The load: vendors that post events by a fixed schedule, or as fast as they are answered, in a
 * process of their own, whose CPU time counts for nobody. Latency counts from the moment at which a
 * request was due, also when it could not be sent then: a server that stops is not asked less.
 *
 * <p>Beside it the bad load: vendors that do what their neighbours must not feel, in another
 * process. Its latency interests nobody, and it counts its answers by their status.
 */
package io.lakebus.bench.load;
