// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.persist.copies;

/**
 * A memory with its place.
 *
 * @param position in the owner's order of persistence, from 1
 */
public record Placed(Content content, long position) {}
