// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.stores.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.mneme.contract.TryLaterException;
import dev.mneme.contract.UserKey;
import dev.mneme.stores.StrangeIds;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every {@link MemoryIndex} does. Each test has users of its own. */
public abstract class AbstractMemoryIndexTest {
  private static final Instant MARCH = Instant.parse("2026-03-01T08:00:00Z");
  private static final float[] NORTH = {1, 0, 0};
  private static final float[] NORTH_EAST = {0.6f, 0.8f, 0};
  private static final float[] EAST = {0, 1, 0};
  private static final float[] UP = {0, 0, 1};

  private final UserKey ada = new UserKey("tenant " + UUID.randomUUID(), "ada/../lovelace");
  private final UserKey ines = new UserKey(ada.tenant(), "inês");

  /** The adapter; the same for all tests. */
  protected abstract MemoryIndex index();

  /** Takes the index away, as somebody with a terminal might. */
  protected abstract void removeIndex() throws Exception;

  @Test
  void theBestByWordsAndTheBestByNearnessAreFoundEachWithBothScores() {
    // Given
    put(
        memory(ada, "words", "We sailed to the island", EAST),
        memory(ada, "near", "The doctor took some blood", NORTH),
        memory(ada, "neither", "Rent is due", UP));

    // When
    List<Candidate> found = index().search(ada, query("sailing", NORTH_EAST, MemoryFilter.NONE, 1));

    // Then
    assertThat(found)
        .singleElement()
        .satisfies(
            both -> {
              assertThat(both.id()).isEqualTo("words");
              assertThat(both.words()).isPositive();
              assertThat(both.nearness()).isCloseTo(0.8, within(1e-4));
            });
    assertThat(index().search(ada, query("doctor", EAST, MemoryFilter.NONE, 1)))
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
    List<Candidate> found = index().search(ada, query("boat", NORTH, MemoryFilter.NONE, 5));

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
        .isThrownBy(() -> index().search(ada, query))
        .withMessage("no model");
  }

  @Test
  void vectorsAreComparedByCosineWhateverTheirLength() {
    // Given
    put(memory(ada, "m", "text", new float[] {-3, 4, 0}));

    // Then
    assertThat(index().search(ada, query("", NORTH, MemoryFilter.NONE, 10)))
        .singleElement()
        .satisfies(found -> assertThat(found.nearness()).isCloseTo(-0.6, within(1e-4)));
  }

  @Test
  void aMemoryThatIsPutAgainIsReplaced() {
    // Given
    put(memory(ada, "m", "We sailed", NORTH));

    // When
    put(memory(ada, "m", "We flew", NORTH));

    // Then
    assertThat(ids(ada, "sailed flew", EAST)).containsExactly("m");
    assertThat(index().search(ada, query("sailed", new float[0], MemoryFilter.NONE, 10))).isEmpty();
  }

  @Test
  void nobodyFindsAnothersMemories() {
    // Given
    UserKey elsewhere = new UserKey("tenant " + UUID.randomUUID(), ada.user());
    put(
        memory(ada, "same", "a secret of " + ada.tenant(), NORTH),
        memory(ines, "same", "a secret of another user", NORTH),
        memory(elsewhere, "same", "a secret of " + elsewhere.tenant(), NORTH));

    // Then
    assertThat(secret(ada)).isEqualTo("a <em>secret</em> of " + ada.tenant());
    assertThat(secret(ines)).isEqualTo("a <em>secret</em> of another user");
    assertThat(secret(elsewhere)).isEqualTo("a <em>secret</em> of " + elsewhere.tenant());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "*",
        "owner:*",
        "\"} } ] } OR 1=1 --",
        "text:secret OR _exists_:owner",
        "{\"match_all\":{}}",
        "/.*/",
        "secret~2 \\ + - && || ! ( ) [ ] ^ \" ~ ? :",
      })
  void wordsAndFiltersAreNeverQueries(String words) {
    // Given
    put(memory(ada, "hers", "the secret of ada", NORTH));
    put(memory(ines, "other", "plain words", EAST));
    MemoryFilter filter =
        new MemoryFilter(
            null, null, null, Set.of(words), Set.of(words), Set.of(words), Set.of(words));

    // Then
    assertThat(ids(ines, words, EAST)).containsOnly("other");
    assertThat(index().search(ines, query("plain", EAST, filter, 100))).isEmpty();
  }

  @Test
  void noUserOfManyReachesAnothersUnderRandomIds() {
    // Given
    StrangeIds ids = new StrangeIds(4);
    List<UserKey> users = List.copyOf(ids.users(8));
    Map<UserKey, String> own = new LinkedHashMap<>();
    List<IndexedMemory> all = new ArrayList<>();
    for (UserKey user : users) {
      own.put(user, ids.next());
      all.add(memory(user, "same", "secret", NORTH));
      all.add(memory(user, own.get(user), "secret", NORTH));
    }
    put(all.toArray(IndexedMemory[]::new));

    // Then
    for (UserKey user : users) {
      assertThat(ids(user, "secret", NORTH))
          .as(user.toString())
          .containsExactlyInAnyOrder("same", own.get(user));
      assertThat(listed(user)).containsExactlyInAnyOrder("same", own.get(user));
    }

    // When
    List<UserKey> thieves = users.subList(0, users.size() / 2);
    Set<String> everything = new HashSet<>(own.values());
    everything.add("same");
    for (UserKey thief : thieves) {
      index().remove(thief, everything);
      index().removeAll(thief);
    }
    index().refresh();

    // Then
    for (UserKey user : users) {
      List<String> left = thieves.contains(user) ? List.of() : List.of("same", own.get(user));
      assertThat(ids(user, "secret", NORTH))
          .as(user.toString())
          .containsExactlyInAnyOrderElementsOf(left);
      assertThat(listed(user)).containsExactlyInAnyOrderElementsOf(left);
    }
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
        index().highlights(ada, "boats", List.of("m", "other", "never put"));

    // Then
    assertThat(highlights).containsOnlyKeys("m");
    assertThat(highlights.get("m"))
        .singleElement()
        .asString()
        .contains("<em>boat</em>")
        .contains("&lt;script&gt;")
        .contains("&amp;");
  }

  @Test
  void nobodySeesAnothersHighlightsThoughTheyKnowTheId() {
    // Given
    put(memory(ada, "m", "a boat", NORTH));

    // Then
    assertThat(index().highlights(new UserKey("acme", "eve"), "boat", List.of("m"))).isEmpty();
    assertThat(index().highlights(ada, " ", List.of("m"))).isEmpty();
    assertThat(index().highlights(ada, "boat", List.of())).isEmpty();
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
    assertThat(index().search(ada, query("boat", NORTH, MemoryFilter.NONE, 10)))
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
    assertThat(index().search(ada, query(" ", new float[0], MemoryFilter.NONE, 10))).isEmpty();
  }

  @Test
  void whatIsRemovedIsGoneAndTheRestStays() {
    // Given
    put(
        memory(ada, "a", "a boat", NORTH),
        memory(ada, "b", "a boat", NORTH),
        memory(ines, "a", "a boat", NORTH));

    // When
    index().remove(ada, List.of("a", "absent"));
    index().refresh();

    // Then
    assertThat(ids(ada, "boat", NORTH)).containsExactly("b");
    assertThat(ids(ines, "boat", NORTH)).containsExactly("a");
  }

  @Test
  void aUserIsRemovedWithAllMemoriesPutUntilThen() {
    // Given
    index().put(List.of(memory(ada, "a", "a boat", NORTH), memory(ines, "a", "a boat", NORTH)));

    // When
    index().removeAll(ada);

    // Then
    assertThat(index().entries(ada, null, 10)).isEmpty();
    assertThat(ids(ines, "boat", NORTH)).containsExactly("a");
  }

  @Test
  void entriesAreListedInPagesWithWhatTheySay() {
    // Given
    IndexedMemory[] memories =
        IntStream.range(0, 25)
            .mapToObj(i -> memory(ada, "id " + i, "text " + i, NORTH))
            .toArray(IndexedMemory[]::new);
    put(memories);

    // When
    List<IndexEntry> listed = new ArrayList<>();
    String last = null;
    List<IndexEntry> page;
    do {
      page = index().entries(ada, last, 10);
      listed.addAll(page);
      last = page.getLast().id();
    } while (page.size() == 10);

    // Then
    assertThat(listed)
        .containsExactlyInAnyOrderElementsOf(
            List.of(memories).stream()
                .map(m -> new IndexEntry(m.id(), Fingerprint.of(m)))
                .toList());
  }

  @Test
  void ownersAreListedInPages() {
    // Given
    put(memory(ada, "a", "a boat", NORTH), memory(ines, "a", "a boat", NORTH));

    // When
    List<UserKey> owners = new ArrayList<>();
    UserKey last = null;
    for (List<UserKey> page = index().owners(last, 1);
        !page.isEmpty();
        page = index().owners(last, 1)) {
      owners.addAll(page);
      last = page.getLast();
    }

    // Then
    assertThat(owners).contains(ada, ines).doesNotHaveDuplicates();
  }

  @Test
  void anIndexThatSomebodyRemovedIsMadeAgain() throws Exception {
    // Given
    put(memory(ada, "a", "a boat", NORTH));
    removeIndex();

    // When
    assertThatThrownBy(() -> index().put(List.of(memory(ada, "a", "a boat", NORTH))))
        .isInstanceOf(TryLaterException.class);
    put(memory(ada, "a", "a boat", NORTH));

    // Then
    assertThat(ids(ada, "boat", NORTH)).containsExactly("a");
  }

  @Test
  void moreThanARequestHoldsIsPut() {
    // Given
    String text = "boat ".repeat(40_000);

    // When
    put(
        IntStream.range(0, 50)
            .mapToObj(i -> memory(ada, "m" + i, text, NORTH))
            .toArray(IndexedMemory[]::new));

    // Then
    assertThat(index().entries(ada, null, 100)).hasSize(50);
  }

  private void put(IndexedMemory... memories) {
    index().put(List.of(memories));
    index().refresh();
  }

  private List<String> listed(UserKey owner) {
    return index().entries(owner, null, 100).stream().map(IndexEntry::id).toList();
  }

  private String secret(UserKey owner) {
    List<Candidate> found = index().search(owner, query("secret", NORTH, MemoryFilter.NONE, 100));
    assertThat(found).hasSize(1);
    String id = found.getFirst().id();
    return Objects.requireNonNull(index().highlights(owner, "secret", List.of(id)).get(id))
        .getFirst();
  }

  private List<String> only(MemoryFilter filter) {
    List<String> byWords =
        index().search(ada, query("boat", new float[0], filter, 10)).stream()
            .map(Candidate::id)
            .toList();
    assertThat(index().search(ada, query("", NORTH, filter, 10)))
        .extracting(Candidate::id)
        .containsExactlyInAnyOrderElementsOf(byWords);
    return byWords;
  }

  private List<String> ids(UserKey owner, String words, float[] vector) {
    return index().search(owner, query(words, vector, MemoryFilter.NONE, 100)).stream()
        .map(Candidate::id)
        .toList();
  }

  private static MemoryQuery query(String words, float[] vector, MemoryFilter filter, int most) {
    return new MemoryQuery(words, () -> vector, "test", filter, most);
  }

  private IndexedMemory at(String id, Instant time) {
    return new IndexedMemory(
        ada, id, 1, time, "a boat", "home", "event", List.of(), "written", "en", NORTH, "test");
  }

  private static IndexedMemory memory(UserKey owner, String id, String text, float[] vector) {
    return new IndexedMemory(
        owner,
        id,
        1,
        MARCH,
        text,
        "home",
        "event",
        List.of("Kenji"),
        "written",
        "en",
        vector,
        "test");
  }
}
