// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

/**
 * OpenSearch with its k-NN plugin. Its vectors are held by Lucene, so no native library is needed.
 */
@NullMarked
package dev.mneme.stores.search.opensearch;

import org.jspecify.annotations.NullMarked;
