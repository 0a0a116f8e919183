// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.images.oci;

/**
 * What all images of one run have in common.
 *
 * @param version also their tag
 * @param revision of the sources; empty if not told
 * @param base image with a C library, by digest; empty for one of this machine's files
 */
public record Release(String version, String revision, String base) {}
