// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

/**
 * Buckets that somebody else writes, watched so that to ask costs no request. What is in them is
 * known before the first event is delivered.
 */
@NullMarked
package dev.mneme.source.bucket;

import org.jspecify.annotations.NullMarked;
