// SPDX-License-Identifier: Apache-2.0
/** Transforms: what makes rows of an event's detail. */
package io.lakebus.transform;
