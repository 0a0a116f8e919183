// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

/**
 * Programs of images at work before they are shipped: with the servers they talk to, asked what
 * they will be asked. It is how the JVM learns what to have ready, and how a cold start is
 * measured.
 */
@NullMarked
package dev.mneme.images.rehearsal;

import org.jspecify.annotations.NullMarked;
