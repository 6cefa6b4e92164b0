// SPDX-License-Identifier: Apache-2.0
/** What the rules of a bus definition are, and what they make of an event. */
package io.lakebus.local.rules;
