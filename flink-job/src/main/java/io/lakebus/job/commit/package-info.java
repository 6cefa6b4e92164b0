// SPDX-License-Identifier: Apache-2.0
/** The stage commit: what a checkpoint wrote becomes visible in all its tables, once. */
package io.lakebus.job.commit;
