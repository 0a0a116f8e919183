// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

/**
 * Endpoints of a function that only known callers reach. The one part of identity that knows the
 * runtime; who has another HTTP server uses {@link dev.mneme.identity.Identity} alone.
 */
@NullMarked
package dev.mneme.identity.endpoint;

import org.jspecify.annotations.NullMarked;
