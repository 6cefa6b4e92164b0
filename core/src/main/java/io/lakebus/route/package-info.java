// SPDX-License-Identifier: Apache-2.0
/** Events plus rules make rows and dead letters, purely and totally. */
package io.lakebus.route;
