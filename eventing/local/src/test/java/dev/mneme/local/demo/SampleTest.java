// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.local.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mneme.contract.LifeCategory;
import dev.mneme.local.client.Memory;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SampleTest {
  private final Sample sample = Sample.shipped();

  @Test
  void isOfTwoPeopleInTheOrderOfTime() {
    assertThat(sample.people()).isEqualTo(2);
    assertThat(sample.memories())
        .extracting(memory -> OffsetDateTime.parse(Objects.requireNonNull(memory.time())))
        .isSortedAccordingTo(OffsetDateTime.timeLineOrder());
  }

  @Test
  void everyIdIsThereOnceAndEveryCategoryIsKnown() {
    // Given
    List<String> categories =
        Arrays.stream(LifeCategory.values()).map(LifeCategory::toString).toList();

    // Then
    assertThat(sample.memories())
        .extracting(Memory::id)
        .doesNotContainNull()
        .doesNotHaveDuplicates();
    assertThat(
            sample.memories().stream()
                .map(Memory::category)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet()))
        .isSubsetOf(categories);
  }

  @Test
  void everyQuestionIsAnsweredByAMemoryOfItsAsker() {
    // Given
    List<String> owned =
        sample.memories().stream().map(memory -> memory.user() + " " + memory.id()).toList();

    // Then
    assertThat(sample.judged())
        .isNotEmpty()
        .allSatisfy(asked -> assertThat(owned).contains(asked.user() + " " + asked.memory()));
  }

  @Test
  void everyPersonLabelledEnoughToLearnFrom() {
    assertThat(sample.leastLabelled()).isGreaterThanOrEqualTo(50);
  }

  @Test
  void theRecordingIsAWaveFileAndItsWordsAreKnown() {
    assertThat(sample.recording().audio()).startsWith('R', 'I', 'F', 'F');
    assertThat(sample.spoken()).contains("dinghy");
    assertThat(Sample.notAudio().audio()).doesNotContain(0);
  }
}
