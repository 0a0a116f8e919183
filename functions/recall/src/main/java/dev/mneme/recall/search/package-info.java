// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

/**
 * Search over one's own memories: by words and by meaning at once, ranked, filtered, as of any
 * moment, page by page. What the search engine offers is shown only where Postgres has its row, so
 * a memory that is not complete, or not the asker's, is never told.
 */
@NullMarked
package dev.mneme.recall.search;

import org.jspecify.annotations.NullMarked;
