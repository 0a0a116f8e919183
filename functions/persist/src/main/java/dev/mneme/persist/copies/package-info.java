// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

/**
 * What the stores beside Postgres hold of a memory: an object in S3, a document in MongoDB, an
 * entry in the search index, all made from the same content. None of them counts without a row.
 */
@NullMarked
package dev.mneme.persist.copies;

import org.jspecify.annotations.NullMarked;
