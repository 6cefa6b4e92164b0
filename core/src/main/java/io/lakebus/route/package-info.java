// SPDX-License-Identifier: Apache-2.0
/**
 * Events plus rules make rows and dead letters: a pure function that never throws. Transforms run
 * inside of it; their dead letters carry the stage {@code transform}.
 */
package io.lakebus.route;
