// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

/**
 * How long a search over one's own memories takes, beside what the search engine itself takes, in
 * an index that a thousand users share.
 */
@NullMarked
package dev.mneme.benchmarks.recall;

import org.jspecify.annotations.NullMarked;
