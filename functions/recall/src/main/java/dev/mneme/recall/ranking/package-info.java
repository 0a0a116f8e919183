// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

/**
 * Which of the memories that a search engine offers comes first: nine features of a memory beside
 * its question, weighed by a linear model that ships as a small file. Plain arithmetic; it knows no
 * store and no request.
 */
@NullMarked
package dev.mneme.recall.ranking;

import org.jspecify.annotations.NullMarked;
