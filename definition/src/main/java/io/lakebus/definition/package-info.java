// SPDX-License-Identifier: Apache-2.0
/**
 * The bus definition in force: a log in which whole definitions are published, and a follower that
 * hands each valid one, parsed, to whoever works by it.
 */
package io.lakebus.definition;
