// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.stores.document;

import dev.mneme.contract.UserKey;
import java.time.Instant;

/**
 * A memory as a document.
 *
 * @param json the block, one JSON object
 * @param sha256 of those bytes, in hexadecimal
 */
public record MemoryDocument(
    UserKey owner, String id, Instant occurredAt, byte[] json, String sha256) {}
