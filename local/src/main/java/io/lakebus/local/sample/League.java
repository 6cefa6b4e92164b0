// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.sample;

import java.time.ZoneId;
import java.util.List;

/**
 * Who plays what, where, and what a seat costs.
 *
 * @param name the league's name
 * @param sport what is played
 * @param country ISO 3166 code
 * @param zone the time zone of its kickoffs
 * @param currency ISO 4217 code of its tickets
 * @param priceCents the price of its cheapest seat in hundredths of the currency
 * @param clubs at least two
 */
record League(
    String name,
    Sport sport,
    String country,
    ZoneId zone,
    String currency,
    int priceCents,
    List<Club> clubs) {}
