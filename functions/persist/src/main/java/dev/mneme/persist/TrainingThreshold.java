// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.persist;

/**
 * When enough has been learnt about a person to train their model.
 *
 * @param first labelled memories for the first training, 1 or more
 * @param step further labelled memories for each training after it, 1 or more
 */
record TrainingThreshold(int first, int step) {
  /**
   * Whether to ask for training now.
   *
   * @param labelled memories with a category from their owner, this one included
   * @param requested {@code labelled} at the last request; 0 before the first
   */
  boolean reached(int labelled, int requested) {
    return requested == 0 ? labelled >= first : labelled - requested >= step;
  }
}
