// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.stores;

/**
 * What is known of an object without reading it.
 *
 * @param bytes its size
 * @param mediaType as it was put
 * @param sha256 lower-case hex, as it was put; empty for an object that somebody else put
 */
public record StoredObject(long bytes, String mediaType, String sha256) {}
