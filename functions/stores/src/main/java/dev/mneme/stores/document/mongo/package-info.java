// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

/**
 * MongoDB, or a server that speaks its protocol, through the official driver. What is asked of the
 * server is little: upserts in bulk by id, one compound index, sorted reads.
 */
@NullMarked
package dev.mneme.stores.document.mongo;

import org.jspecify.annotations.NullMarked;
