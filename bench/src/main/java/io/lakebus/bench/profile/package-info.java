// SPDX-License-Identifier: Apache-2.0
/** Where the gateway's CPU time goes, by the stages of a request. */
package io.lakebus.bench.profile;
