// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.sample;

/**
 * One side of a match: a club, or a player in an individual sport.
 *
 * @param name its name, in its own alphabet
 * @param city where it plays at home
 * @param venue its home venue
 * @param capacity the venue's seats
 */
record Club(String name, String city, String venue, int capacity) {}
