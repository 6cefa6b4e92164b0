// SPDX-License-Identifier: Apache-2.0
/** How elements travel between the job's operators. */
package io.lakebus.job.stream;
