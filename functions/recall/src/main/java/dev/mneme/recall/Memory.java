// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.recall;

import java.time.Instant;

/**
 * A memory as recall tells it.
 *
 * @param position place in its owner's order of persistence, from 1
 * @param category the one its owner gave, else the one it was classified as
 */
record Memory(long position, String id, Instant time, String text, String category, String kind) {}
