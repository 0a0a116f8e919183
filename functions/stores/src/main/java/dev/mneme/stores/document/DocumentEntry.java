// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.stores.document;

/**
 * One memory that the store holds.
 *
 * @param sha256 of the JSON bytes it was put with
 */
public record DocumentEntry(String id, String sha256) {}
