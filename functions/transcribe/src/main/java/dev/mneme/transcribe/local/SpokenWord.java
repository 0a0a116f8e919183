// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.transcribe.local;

/**
 * A word the decoder wrote.
 *
 * @param text with punctuation
 * @param onset the sample by which the decoder was ready to write it
 * @param confidence geometric mean of its tokens' probabilities, 0 to 1
 */
record SpokenWord(String text, int onset, double confidence) {}
