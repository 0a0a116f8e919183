// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.stores.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mneme.contract.UserKey;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FingerprintTest {
  private static final UserKey ADA = new UserKey("acme", "ada");
  private static final Instant MARCH = Instant.parse("2026-03-01T08:00:00Z");
  private static final float[] NORTH = {1, 0};

  @Test
  void everyFieldCounts() {
    // Given
    List<IndexedMemory> all =
        List.of(
            new IndexedMemory(
                ADA,
                "m",
                1,
                MARCH,
                "text",
                "home",
                "event",
                List.of("Kenji"),
                "written",
                "en",
                NORTH,
                "model"),
            new IndexedMemory(
                new UserKey("acme", "bea"),
                "m",
                1,
                MARCH,
                "text",
                "home",
                "event",
                List.of("Kenji"),
                "written",
                "en",
                NORTH,
                "model"),
            new IndexedMemory(
                ADA,
                "n",
                1,
                MARCH,
                "text",
                "home",
                "event",
                List.of("Kenji"),
                "written",
                "en",
                NORTH,
                "model"),
            new IndexedMemory(
                ADA,
                "m",
                2,
                MARCH,
                "text",
                "home",
                "event",
                List.of("Kenji"),
                "written",
                "en",
                NORTH,
                "model"),
            new IndexedMemory(
                ADA,
                "m",
                1,
                MARCH.plusNanos(1),
                "text",
                "home",
                "event",
                List.of("Kenji"),
                "written",
                "en",
                NORTH,
                "model"),
            new IndexedMemory(
                ADA,
                "m",
                1,
                MARCH,
                "texts",
                "home",
                "event",
                List.of("Kenji"),
                "written",
                "en",
                NORTH,
                "model"),
            new IndexedMemory(
                ADA,
                "m",
                1,
                MARCH,
                "text",
                "work",
                "event",
                List.of("Kenji"),
                "written",
                "en",
                NORTH,
                "model"),
            new IndexedMemory(
                ADA,
                "m",
                1,
                MARCH,
                "text",
                "home",
                "plan",
                List.of("Kenji"),
                "written",
                "en",
                NORTH,
                "model"),
            new IndexedMemory(
                ADA,
                "m",
                1,
                MARCH,
                "text",
                "home",
                "event",
                List.of("Ken", "ji"),
                "written",
                "en",
                NORTH,
                "model"),
            new IndexedMemory(
                ADA, "m", 1, MARCH, "text", "home", "event", List.of(), "written", "en", NORTH,
                "model"),
            new IndexedMemory(
                ADA,
                "m",
                1,
                MARCH,
                "text",
                "home",
                "event",
                List.of("Kenji"),
                "spoken",
                "en",
                NORTH,
                "model"),
            new IndexedMemory(
                ADA,
                "m",
                1,
                MARCH,
                "text",
                "home",
                "event",
                List.of("Kenji"),
                "written",
                null,
                NORTH,
                "model"),
            new IndexedMemory(
                ADA,
                "m",
                1,
                MARCH,
                "text",
                "home",
                "event",
                List.of("Kenji"),
                "written",
                "",
                NORTH,
                "model"),
            new IndexedMemory(
                ADA,
                "m",
                1,
                MARCH,
                "text",
                "home",
                "event",
                List.of("Kenji"),
                "written",
                "en",
                new float[] {0, 1},
                "model"),
            new IndexedMemory(
                ADA,
                "m",
                1,
                MARCH,
                "text",
                "home",
                "event",
                List.of("Kenji"),
                "written",
                "en",
                NORTH,
                "model 2"));

    // When
    Set<String> prints = new HashSet<>();
    all.forEach(memory -> prints.add(Fingerprint.of(memory)));

    // Then
    assertThat(prints).hasSameSizeAs(all);
    assertThat(Fingerprint.of(all.getFirst())).isEqualTo(Fingerprint.of(all.getFirst()));
  }
}
