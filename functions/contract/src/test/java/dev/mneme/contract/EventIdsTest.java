// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloudevents.CloudEvent;
import java.net.URI;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The ids were computed by another implementation; every stored effect is keyed by them. */
class EventIdsTest {
  @Test
  void idsOfPartsNeverChange() {
    assertThat(EventIds.of("captured", "a", "b")).isEqualTo("0bcc78f5-5ee3-8c7a-b2f4-5a9f7706388a");
    assertThat(EventIds.of("k")).isEqualTo("86df0f1f-2b6a-8435-97c8-471cb5d8fd33");
    assertThat(EventIds.of("kind", "ação", "🍞")).isEqualTo("4d1524bd-2841-8032-a8f7-8b86d3a16f8d");
  }

  @Test
  void messageIdNamesOwnerSourceAndIdTogether() {
    // Given
    CloudEvent event = Causes.captured().build();

    // Then
    assertThat(EventIds.message(event)).isEqualTo("b3d51628-25af-89c3-845f-14e901329847");
    assertThat(
            Stream.of(
                    event,
                    Causes.captured().withSource(URI.create("/mneme/other")).build(),
                    Causes.captured().withId("2").build(),
                    Causes.captured().withExtension("userid", "another").build(),
                    Causes.captured().withExtension("tenant", "another").build())
                .map(EventIds::message))
        .doesNotHaveDuplicates();
  }

  @Test
  void replyIdNamesFunctionCauseAndPosition() {
    // Given
    CloudEvent cause = Causes.captured().build();

    // Then
    assertThat(EventIds.reply("classify", cause, 0))
        .isEqualTo("75b16550-7072-8949-8d62-aac7dcc227d0");
    assertThat(EventIds.reply("classify", cause, 1))
        .isEqualTo("31d62521-533d-8119-80ed-5eae6e23c215");
    assertThat(EventIds.reply("transcribe", cause, 0))
        .isNotEqualTo(EventIds.reply("classify", cause, 0));
  }

  @Test
  void partsThatJoinToTheSameTextHaveDifferentIds() {
    assertThat(
            new String[] {
              EventIds.of("k", "a", "bc"),
              EventIds.of("k", "ab", "c"),
              EventIds.of("k", "abc"),
              EventIds.of("k", "abc", ""),
              EventIds.of("k", "", "abc"),
              EventIds.of("ka", "bc"),
              EventIds.of("k", "a\0\0\0\2bc"),
            })
        .doesNotHaveDuplicates();
  }

  @Test
  void everyIdIsAUuidOfVersion8() {
    assertThat(IntStream.range(0, 500).mapToObj(i -> UUID.fromString(EventIds.of("k", "" + i))))
        .allSatisfy(
            id -> {
              assertThat(id.version()).isEqualTo(8);
              assertThat(id.variant()).isEqualTo(2);
            })
        .doesNotHaveDuplicates();
  }
}
