// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

/**
 * Measurements that a user starts with {@code ./mneme bench}. Each measures beside itself the floor
 * that it is held against, since a figure without one says little about the code.
 */
@NullMarked
package dev.mneme.benchmarks;

import org.jspecify.annotations.NullMarked;
