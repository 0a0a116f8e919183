// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mneme.contract.LifeCategory;
import java.util.List;
import org.junit.jupiter.api.Test;

class PersonalHeadTest {
  private static final Kernel KERNEL = new ScalarKernel();

  @Test
  void oneMemoryLeavesTheGuessesAsTheyAre() {
    // Given
    List<LabelledMemory> memories = Users.memories(1, 60, Users::plainly);

    // When
    PersonalHead head = PersonalHead.learn(memories.subList(0, 1), KERNEL);

    // Then
    assertThat(memories).allSatisfy(m -> assertThat(head.choose(m)).isEqualTo(m.guessed()));
  }

  @Test
  void habitIsLearnt() {
    // Given
    List<LabelledMemory> memories = Users.memories(2, 150, Users::oddly);

    // When
    PersonalHead head = PersonalHead.learn(memories.subList(0, 100), KERNEL);

    // Then
    assertThat(memories.subList(100, 150))
        .allSatisfy(m -> assertThat(head.choose(m)).isEqualTo(m.meant()));
  }

  @Test
  void sameMemoriesGiveTheSameHead() {
    // Given
    List<LabelledMemory> memories = Users.memories(3, 40, Users::oddly);

    // Then
    assertThat(PersonalHead.learn(memories, new VectorKernel()).weights())
        .containsExactly(PersonalHead.learn(memories, KERNEL).weights());
  }

  @Test
  void oneCategoryForEverythingIsAHabitToo() {
    // Given
    List<LabelledMemory> memories = Users.memories(4, 60, plain -> LifeCategory.WORK);

    // When
    Learnt learnt = Learnt.from(new TrainingSet("m", memories), KERNEL);

    // Then
    assertThat(learnt.accuracy()).isEqualTo(1);
    assertThat(learnt.baselineAccuracy()).isLessThan(0.5);
    assertThat(learnt.better()).isTrue();
  }

  @Test
  void whereTheGuessesAreRightAlreadyTheBaselineStays() {
    // When
    Learnt learnt =
        Learnt.from(new TrainingSet("m", Users.memories(5, 60, Users::plainly)), KERNEL);

    // Then
    assertThat(learnt.accuracy()).isEqualTo(1);
    assertThat(learnt.baselineAccuracy()).isEqualTo(1);
    assertThat(learnt.better()).isFalse();
  }

  @Test
  void embeddingsOfAnotherLengthAreRefused() {
    // Given
    LabelledMemory two =
        new LabelledMemory(new float[2], LifeCategory.HOME, LifeCategory.HOME, 0.5);
    LabelledMemory three =
        new LabelledMemory(new float[3], LifeCategory.HOME, LifeCategory.HOME, 0.5);

    // Then
    assertThatThrownBy(() -> PersonalHead.learn(List.of(two, three), KERNEL))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("embedding: expected 2 dimensions, found 3");
  }
}
