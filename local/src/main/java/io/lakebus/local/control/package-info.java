// SPDX-License-Identifier: Apache-2.0
/**
 * A whole stack: which services make it up, and what is done with it when it runs. It is started
 * and ended, given another definition, and its job is stopped, moved and started again.
 */
package io.lakebus.local.control;
