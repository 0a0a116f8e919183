// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

/** The programs that images are made of: where they are built, and how they are run. */
@NullMarked
package dev.mneme.images.program;

import org.jspecify.annotations.NullMarked;
