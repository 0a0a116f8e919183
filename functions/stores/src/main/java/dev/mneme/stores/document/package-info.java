// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

/**
 * Memories as a document store holds them: whole, as they were captured, transcribed and
 * classified, one document each, through {@link dev.mneme.stores.document.DocumentStore}. Which
 * memories exist is not said here but in Postgres.
 */
@NullMarked
package dev.mneme.stores.document;

import org.jspecify.annotations.NullMarked;
