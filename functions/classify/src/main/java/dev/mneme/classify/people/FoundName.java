// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.classify.people;

/**
 * A name in a text.
 *
 * @param start index of its first character
 */
record FoundName(int start, String name) {}
