// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

/**
 * Images as the Open Container Initiative describes them, written by Jib: into a layout on disk, or
 * to a registry. No container daemon takes part.
 */
@NullMarked
package dev.mneme.images.oci;

import org.jspecify.annotations.NullMarked;
