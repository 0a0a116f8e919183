// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

/**
 * What OpenSearch and Elasticsearch have in common, which is nearly all: the index, its mapping,
 * requests made of values alone, and how they are sent. An adapter adds the two places where they
 * differ, how a vector is mapped and how the nearest are asked for.
 */
@NullMarked
package dev.mneme.stores.search.engine;

import org.jspecify.annotations.NullMarked;
