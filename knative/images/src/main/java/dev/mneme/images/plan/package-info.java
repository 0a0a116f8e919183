// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

/** What goes into images, from the built repository to what the JVM learnt about each program. */
@NullMarked
package dev.mneme.images.plan;

import org.jspecify.annotations.NullMarked;
