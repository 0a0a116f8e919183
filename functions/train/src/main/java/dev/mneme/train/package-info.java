// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

/**
 * The function train: learns how one person files their memories, measures whether that beats the
 * shared classifier, and keeps the result. Many users in one burst.
 */
@NullMarked
package dev.mneme.train;

import org.jspecify.annotations.NullMarked;
