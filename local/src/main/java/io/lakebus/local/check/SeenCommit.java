// SPDX-License-Identifier: Apache-2.0
package io.lakebus.local.check;

import java.time.Instant;

/**
 * A commit, and when it was visible.
 *
 * @param commit the commit
 * @param visibleAt when somebody saw it first; where nobody looked, the snapshot's own time, which
 *     is a little earlier
 */
record SeenCommit(Commit commit, Instant visibleAt) {}
