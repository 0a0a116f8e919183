// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

/** Elasticsearch as an engine of the index. Nothing beyond its free licence is used. */
@NullMarked
package dev.mneme.stores.search.elasticsearch;

import org.jspecify.annotations.NullMarked;
