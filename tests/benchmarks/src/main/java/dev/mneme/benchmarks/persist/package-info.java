// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

/**
 * What it costs to keep a memory in four stores: persist as a process of its own, fed with batches
 * as the source feeds it. Beside it, each store's own bulk load of the same memories.
 */
@NullMarked
package dev.mneme.benchmarks.persist;

import org.jspecify.annotations.NullMarked;
