// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.benchmarks.recall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.mneme.contract.UserKey;
import dev.mneme.embedding.MiniLm;
import dev.mneme.embedding.Vectors;
import dev.mneme.stores.search.IndexedMemory;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class MadeMemoriesTest {
  @Test
  void areInOrderWithVectorsOfLengthOneThatDiffer() {
    // Given
    UserKey owner = new UserKey("bench", "one");
    try (MiniLm embedder = MiniLm.load(1)) {
      // When
      List<IndexedMemory> made = new MadeMemories(embedder).of(owner, 3, 40);

      // Then
      assertThat(made)
          .extracting(IndexedMemory::position)
          .containsExactlyElementsOf(LongStream.rangeClosed(3, 40).boxed().toList());
      assertThat(made).isSortedAccordingTo((a, b) -> a.occurredAt().compareTo(b.occurredAt()));
      assertThat(made)
          .allSatisfy(
              memory ->
                  assertThat(Vectors.dot(memory.embedding(), memory.embedding()))
                      .isCloseTo(1, within(1e-4f)));
      assertThat(made.stream().map(memory -> memory.embedding()[0]).distinct()).hasSameSizeAs(made);
    }
  }
}
