// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

/**
 * The function classify: captured text and transcribed speech in, classified memories out. It needs
 * no training and no store; everything it knows is in its jar.
 */
@NullMarked
package dev.mneme.classify;

import org.jspecify.annotations.NullMarked;
