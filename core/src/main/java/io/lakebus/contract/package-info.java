// SPDX-License-Identifier: Apache-2.0
/**
 * Contracts: what the detail of an event of one type must be like, as a JSON Schema of the dialect
 * 2020-12. The gateway and the job check details here, by the same code.
 *
 * <p>Nothing here opens a file or a connection: a schema is whole in itself. And nothing that a
 * vendor can send makes a check run long: what one costs is bounded.
 */
package io.lakebus.contract;
