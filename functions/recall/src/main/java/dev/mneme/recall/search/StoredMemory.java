// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.recall.search;

import java.time.Instant;
import java.util.List;

/**
 * A memory as its row tells it.
 *
 * @param category the one its owner gave, else the one it was classified as
 * @param source {@code spoken} or {@code written}
 */
record StoredMemory(
    String id,
    Instant time,
    String text,
    String category,
    String kind,
    List<String> people,
    String source) {}
