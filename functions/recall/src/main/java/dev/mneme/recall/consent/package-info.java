// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

/**
 * Whether recall may answer at all: a user who withdrew that consent gets nothing told, not even
 * what is their own.
 */
@NullMarked
package dev.mneme.recall.consent;

import org.jspecify.annotations.NullMarked;
