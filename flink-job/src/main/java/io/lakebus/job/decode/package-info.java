// SPDX-License-Identifier: Apache-2.0
/** The stage decode: a record of the log becomes an event, or a dead letter. */
package io.lakebus.job.decode;
