// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.stores.search;

import dev.mneme.contract.UserKey;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A memory as it is searched.
 *
 * @param position place in the owner's order of persistence, from 1
 * @param category the part of life it is filed under, its owner's word first
 * @param people names as they stand in the text
 * @param source how it was captured, {@code spoken} or {@code written}
 * @param language BCP 47 tag, where known
 * @param embedding the text as a vector; one without direction (all zeros) is near to nothing
 * @param embeddingModel name and version; only vectors of the same model are compared
 */
public record IndexedMemory(
    UserKey owner,
    String id,
    long position,
    Instant occurredAt,
    String text,
    String category,
    String kind,
    List<String> people,
    String source,
    @Nullable String language,
    float[] embedding,
    String embeddingModel) {

  public IndexedMemory {
    people = List.copyOf(people);
  }
}
