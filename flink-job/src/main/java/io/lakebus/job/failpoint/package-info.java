// SPDX-License-Identifier: Apache-2.0
/** Faults that a test of faults asks for, at the moments of a checkpoint in write and commit. */
package io.lakebus.job.failpoint;
