// SPDX-License-Identifier: Apache-2.0
/** The stage write: rows become data files of Iceberg tables, all closed at each barrier. */
package io.lakebus.job.write;
