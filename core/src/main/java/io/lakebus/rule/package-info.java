// SPDX-License-Identifier: Apache-2.0
/** Rules: EventBridge event patterns and the matcher that evaluates them. */
package io.lakebus.rule;
