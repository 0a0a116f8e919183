// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

/**
 * The stores that functions keep memories in: Postgres, where a transaction sees the rows of one
 * user only, and S3, where a key can only lie under one user's prefix. A plain library; it knows no
 * event's data and no framework.
 */
@NullMarked
package dev.mneme.stores;

import org.jspecify.annotations.NullMarked;
