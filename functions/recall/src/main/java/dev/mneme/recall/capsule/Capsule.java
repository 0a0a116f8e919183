// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.recall.capsule;

import java.time.Instant;

/**
 * A sealed memory, without a word of it.
 *
 * @param memory id
 * @param sealed when it was sealed first
 * @param opens when it may be told; the latest of all dates it was sealed until
 * @param open whether that time has come
 */
record Capsule(String memory, Instant sealed, Instant opens, boolean open) {}
