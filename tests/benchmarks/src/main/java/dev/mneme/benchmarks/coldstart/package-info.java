// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

/**
 * {@code ./mneme bench coldstart}: from nothing to the first answer, by the command line of each
 * image and beside what any JVM needs for that.
 */
@NullMarked
package dev.mneme.benchmarks.coldstart;

import org.jspecify.annotations.NullMarked;
