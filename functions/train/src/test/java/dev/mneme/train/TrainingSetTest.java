// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrainingSetTest {
  @ParameterizedTest
  @CsvSource({"3,2,1", "12,8,4", "62,41,21", "63,42,21", "64,42,22"})
  void lastThirdInTimeIsHeldOut(int size, int learnt, int heldOut) {
    // Given
    List<LabelledMemory> memories = Users.memories(1, size, Users::plainly);

    // When
    TrainingSet set = new TrainingSet("m", memories);

    // Then
    assertThat(set.learnt()).hasSize(learnt).startsWith(memories.getFirst());
    assertThat(set.heldOut()).hasSize(heldOut).endsWith(memories.getLast());
  }
}
