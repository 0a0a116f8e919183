// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.train;

import dev.mneme.contract.LifeCategory;

/**
 * A memory that its owner filed, as far as learning needs it; it has no words.
 *
 * @param embedding of length 1
 * @param meant the category its owner gave
 * @param guessed the category that the shared classifier gave
 * @param confidence of the guess, 0 to 1
 */
record LabelledMemory(
    float[] embedding, LifeCategory meant, LifeCategory guessed, double confidence) {}
