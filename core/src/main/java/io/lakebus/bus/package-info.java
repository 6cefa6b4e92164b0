// SPDX-License-Identifier: Apache-2.0
/** The bus definition: parsed from YAML, validated as a whole, immutable. */
package io.lakebus.bus;
