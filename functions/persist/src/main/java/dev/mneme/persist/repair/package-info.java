// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

/**
 * Compares what the stores hold with what Postgres says there is, and mends what differs: a program
 * of its own, {@code ./mneme repair} here and a job in the cluster. Persist may go on beside it.
 */
@NullMarked
package dev.mneme.persist.repair;

import org.jspecify.annotations.NullMarked;
