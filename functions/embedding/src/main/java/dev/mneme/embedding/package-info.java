// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

/**
 * Texts as vectors whose angle tells how alike their meanings are. A library of the functions that
 * classify and recall; it knows nothing of events.
 */
@NullMarked
package dev.mneme.embedding;

import org.jspecify.annotations.NullMarked;
