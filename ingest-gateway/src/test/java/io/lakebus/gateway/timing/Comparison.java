// SPDX-License-Identifier: Apache-2.0
package io.lakebus.gateway.timing;

import java.util.function.IntFunction;

/**
 * Two kinds of calls of which nobody should be able to tell by the time that they take which one it
 * was.
 *
 * @param name what is compared
 * @param calls makes a call of the first kind for 0, of the second for 1, ready to be timed and
 *     different each time; by the same code, or calls of one kind lie closer together in memory
 *     than those of the other and are faster for that
 */
public record Comparison(String name, IntFunction<Runnable> calls) {}
