// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

/**
 * What an image is made of, for whoever has to answer for it: one CycloneDX document in each image
 * and beside it.
 */
@NullMarked
package dev.mneme.images.sbom;

import org.jspecify.annotations.NullMarked;
