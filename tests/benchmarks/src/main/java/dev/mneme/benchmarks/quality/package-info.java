// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

/**
 * How well recall finds what a question is about, measured on conversations whose questions name
 * their evidence, and the training of its reranker on such. No judge and no model decides: a turn
 * is evidence or it is not.
 */
@NullMarked
package dev.mneme.benchmarks.quality;

import org.jspecify.annotations.NullMarked;
