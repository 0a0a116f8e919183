// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

/**
 * Memories as a search engine holds them: written by persist, searched by recall, compared by
 * repair, all through {@link dev.mneme.stores.search.MemoryIndex}. Which memories exist is not said
 * here but in Postgres: whoever shows a candidate has found its row first.
 */
@NullMarked
package dev.mneme.stores.search;

import org.jspecify.annotations.NullMarked;
