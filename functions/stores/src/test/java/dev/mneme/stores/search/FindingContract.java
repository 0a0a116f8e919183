// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.stores.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * What is found by words and by nearness, how good it is said to be, and what filters leave of it.
 */
public abstract class FindingContract extends IndexContract {
  protected FindingContract(MemoryIndex index) {
    super(index);
  }

  @Test
  void theBestByWordsAndTheBestByNearnessAreFoundEachWithBothScores() {
    // Given
    put(
        memory(ada, "words", "We sailed to the island", EAST),
        memory(ada, "near", "The doctor took some blood", NORTH),
        memory(ada, "neither", "Rent is due", UP));

    // When
    List<Candidate> found = index.search(ada, query("sailing", NORTH_EAST, MemoryFilter.NONE, 1));

    // Then
    assertThat(found)
        .singleElement()
        .satisfies(
            both -> {
              assertThat(both.id()).isEqualTo("words");
              assertThat(both.words()).isPositive();
              assertThat(both.nearness()).isCloseTo(0.8, within(1e-4));
            });
    assertThat(index.search(ada, query("doctor", EAST, MemoryFilter.NONE, 1)))
        .satisfiesExactlyInAnyOrder(
            worded -> {
              assertThat(worded.id()).isEqualTo("near");
              assertThat(worded.words()).isPositive();
              assertThat(worded.nearness()).isCloseTo(0, within(1e-4));
            },
            near -> {
              assertThat(near.id()).isEqualTo("words");
              assertThat(near.words()).isZero();
              assertThat(near.nearness()).isCloseTo(1, within(1e-4));
            });
  }

  @Test
  void whatOneSideFindsTheOtherSideScoresToo() {
    // Given
    List<IndexedMemory> many = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      float angle = i / 30f;
      float[] vector = {(float) Math.cos(angle), (float) Math.sin(angle), 0};
      many.add(memory(ada, "m" + i, "a boat " + "and more ".repeat(30 - i), vector));
    }
    put(many.toArray(IndexedMemory[]::new));

    // When
    List<Candidate> found = index.search(ada, query("boat", NORTH, MemoryFilter.NONE, 5));

    // Then
    assertThat(found).hasSize(10);
    assertThat(found).allSatisfy(one -> assertThat(one.words()).isPositive());
    assertThat(found)
        .allSatisfy(
            one -> {
              int i = Integer.parseInt(one.id().substring(1));
              assertThat(one.nearness()).isCloseTo(Math.cos(i / 30f), within(1e-4));
            });
  }

  @Test
  void aVectorThatCannotBeMadeIsNoAnswer() {
    // Given
    MemoryQuery query =
        new MemoryQuery(
            "boat",
            () -> {
              throw new IllegalStateException("no model");
            },
            "test",
            MemoryFilter.NONE,
            5);

    // Then
    assertThatIllegalStateException()
        .isThrownBy(() -> index.search(ada, query))
        .withMessage("no model");
  }

  @Test
  void vectorsAreComparedByCosineWhateverTheirLength() {
    // Given
    put(memory(ada, "m", "text", new float[] {-3, 4, 0}));

    // Then
    assertThat(index.search(ada, query("", NORTH, MemoryFilter.NONE, 10)))
        .singleElement()
        .satisfies(found -> assertThat(found.nearness()).isCloseTo(-0.6, within(1e-4)));
  }

  @Test
  void vectorsOfOtherModelsAreNotCompared() {
    // Given
    IndexedMemory other =
        new IndexedMemory(
            ada,
            "other",
            1,
            MARCH,
            "a boat",
            "home",
            "event",
            List.of(),
            "written",
            "en",
            NORTH,
            "another model");
    IndexedMemory longer = memory(ada, "longer", "a boat", new float[] {1, 0, 0, 0, 0});
    put(other, longer);

    // Then
    assertThat(index.search(ada, query("boat", NORTH, MemoryFilter.NONE, 10)))
        .hasSize(2)
        .allSatisfy(found -> assertThat(found.nearness()).isZero());
    assertThat(ids(ada, "", new float[] {1, 0, 0, 0, 0})).containsExactly("longer");
  }

  @Test
  void aVectorWithoutDirectionIsNearToNothing() {
    // Given
    put(memory(ada, "m", "a boat", new float[3]));

    // Then
    assertThat(ids(ada, "", NORTH)).isEmpty();
    assertThat(ids(ada, "boat", NORTH)).containsExactly("m");
    assertThat(ids(ada, "boat", new float[3])).containsExactly("m");
    assertThat(index.search(ada, query(" ", new float[0], MemoryFilter.NONE, 10))).isEmpty();
  }

  @Test
  void filtersRestrictBothSides() {
    // Given
    IndexedMemory base = memory(ada, "base", "a boat", NORTH);
    put(
        base,
        new IndexedMemory(
            ada,
            "other",
            2,
            MARCH.plusNanos(1_000),
            "a boat",
            "travel",
            "plan",
            List.of("Bea"),
            "spoken",
            null,
            NORTH,
            "test"));

    // Then
    assertThat(
            only(
                new MemoryFilter(
                    MARCH.plusNanos(1_000), null, null, Set.of(), Set.of(), Set.of(), Set.of())))
        .containsExactly("other");
    assertThat(
            only(
                new MemoryFilter(
                    null, MARCH.plusNanos(1_000), null, Set.of(), Set.of(), Set.of(), Set.of())))
        .containsExactly("base");
    assertThat(only(new MemoryFilter(null, null, 1L, Set.of(), Set.of(), Set.of(), Set.of())))
        .containsExactly("base");
    assertThat(
            only(
                new MemoryFilter(null, null, null, Set.of("travel"), Set.of(), Set.of(), Set.of())))
        .containsExactly("other");
    assertThat(
            only(
                new MemoryFilter(
                    null, null, null, Set.of("travel", "home"), Set.of(), Set.of(), Set.of())))
        .containsExactlyInAnyOrder("base", "other");
    assertThat(
            only(new MemoryFilter(null, null, null, Set.of(), Set.of("event"), Set.of(), Set.of())))
        .containsExactly("base");
    assertThat(
            only(new MemoryFilter(null, null, null, Set.of(), Set.of(), Set.of("KENJI"), Set.of())))
        .containsExactly("base");
    assertThat(
            only(
                new MemoryFilter(null, null, null, Set.of(), Set.of(), Set.of(), Set.of("spoken"))))
        .containsExactly("other");
  }

  @Test
  void timesLongAgoAndFarAheadAreFiltered() {
    // Given
    Instant birth = Instant.parse("1931-05-06T12:00:00Z");
    put(at("birth", birth), at("capsule", Instant.parse("2326-01-01T00:00:00Z")));

    // Then
    assertThat(
            only(
                new MemoryFilter(
                    birth, birth.plusNanos(1_000), null, Set.of(), Set.of(), Set.of(), Set.of())))
        .containsExactly("birth");
    assertThat(only(new MemoryFilter(MARCH, null, null, Set.of(), Set.of(), Set.of(), Set.of())))
        .containsExactly("capsule");
  }

  @Test
  void highlightsAreHtmlWithTheTextEscaped() {
    // Given
    put(memory(ada, "m", "<script>boat</script> & more", NORTH));

    put(memory(ada, "other", "a walk", NORTH));

    // When
    Map<String, List<String>> highlights =
        index.highlights(ada, "boats", List.of("m", "other", "never put"));

    // Then
    assertThat(highlights).containsOnlyKeys("m");
    assertThat(highlights.get("m"))
        .singleElement()
        .asString()
        .contains("<em>boat</em>")
        .contains("&lt;script&gt;")
        .contains("&amp;");
  }

  private List<String> only(MemoryFilter filter) {
    List<String> byWords =
        index.search(ada, query("boat", new float[0], filter, 10)).stream()
            .map(Candidate::id)
            .toList();
    assertThat(index.search(ada, query("", NORTH, filter, 10)))
        .extracting(Candidate::id)
        .containsExactlyInAnyOrderElementsOf(byWords);
    return byWords;
  }

  private IndexedMemory at(String id, Instant time) {
    return new IndexedMemory(
        ada, id, 1, time, "a boat", "home", "event", List.of(), "written", "en", NORTH, "test");
  }
}
