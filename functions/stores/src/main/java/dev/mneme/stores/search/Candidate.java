// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.stores.search;

/**
 * A memory that a search found.
 *
 * @param words BM25 score of the query's words, 0 or more; 0 if none of them occurs
 * @param nearness cosine of the angle between query and memory, -1 to 1; 0 if they have no vectors
 *     of the same model
 */
public record Candidate(String id, long position, double words, double nearness) {}
