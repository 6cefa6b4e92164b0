// SPDX-License-Identifier: Apache-2.0
/** The bus definition that a gateway works by, which may change while it runs. */
package io.lakebus.gateway.bus;
