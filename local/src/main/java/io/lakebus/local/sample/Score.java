// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.sample;

import java.util.Optional;

/**
 * The score of a match after a change.
 *
 * @param second when, in seconds of play since the start
 * @param period the part of the match, as its sport names it
 * @param home the home side's points, goals or sets
 * @param away the away side's
 * @param homeScored whether the home side made the change
 * @param detail what happened, in the words of the sport: {@code 6-4} for a set
 */
record Score(
    int second, String period, int home, int away, boolean homeScored, Optional<String> detail) {}
