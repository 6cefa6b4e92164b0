// SPDX-License-Identifier: Apache-2.0
/** The stages route and transform: the rules make rows of an event. */
package io.lakebus.job.route;
