// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

/** Chooses the search engine that the settings name. */
@NullMarked
package dev.mneme.stores.search.connect;

import org.jspecify.annotations.NullMarked;
