// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

/**
 * Elasticsearch, through the official client: its low level, for the index makes its own requests.
 * Nothing beyond the free licence is used.
 */
@NullMarked
package dev.mneme.stores.search.elasticsearch;

import org.jspecify.annotations.NullMarked;
