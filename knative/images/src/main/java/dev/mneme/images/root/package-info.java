// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

/**
 * The file system of an image, part by part: C library, Java runtime, native libraries, jars. Every
 * file has the same time and one of two modes, so that the same input gives the same bytes.
 */
@NullMarked
package dev.mneme.images.root;

import org.jspecify.annotations.NullMarked;
