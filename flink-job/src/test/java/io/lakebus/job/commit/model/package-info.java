// SPDX-License-Identifier: Apache-2.0
/**
 * A model of everything around the committer: several runs of the job that read a log, write, take
 * part in checkpoints, are started again, are taken for dead and go on; a catalog, a store and a
 * network that do what such things do on bad days. The committer, its decisions and its offsets are
 * the project's own. A schedule is drawn by a seed, plays in virtual time, and is judged at every
 * commit and at its end.
 */
package io.lakebus.job.commit.model;
