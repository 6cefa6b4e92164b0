// SPDX-License-Identifier: Apache-2.0
package io.lakebus.bench.report;

import io.lakebus.bench.measure.Sample;
import java.util.OptionalDouble;

/**
 * How a subject's figure compares with another's.
 *
 * @param words what is compared
 * @param ratio one of each round
 * @param aim the ratio that is aimed at
 */
public record Comparison(String words, Sample ratio, OptionalDouble aim) {}
