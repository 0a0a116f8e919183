// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

/**
 * {@code ./mneme images}: one image for every program of Mneme, made without a container daemon.
 * The same input gives the same bytes.
 */
@NullMarked
package dev.mneme.images;

import org.jspecify.annotations.NullMarked;
