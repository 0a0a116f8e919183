// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.stores.search;

/**
 * One memory that the index holds.
 *
 * @param fingerprint {@link Fingerprint} of what is held, position included
 */
public record IndexEntry(String id, String fingerprint) {}
