// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.recall.search;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.mneme.contract.EventData;
import dev.mneme.contract.InvalidEventException;
import dev.mneme.contract.TryLaterException;
import dev.mneme.contract.UserKey;
import dev.mneme.contract.settings.Settings;
import dev.mneme.embedding.MiniLm;
import dev.mneme.recall.ranking.Feature;
import dev.mneme.recall.ranking.RerankerFile;
import dev.mneme.recall.search.StoredLives.Told;
import dev.mneme.stores.Postgres;
import dev.mneme.stores.TestStores;
import dev.mneme.stores.UserScope;
import dev.mneme.stores.search.MemoryIndex;
import dev.mneme.stores.search.connect.MemoryIndexes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Search on a real Postgres, a real search engine and the real embedding model. */
class SearchTest {
  private static final TestStores STORES = TestStores.shared();

  private static MiniLm embedder;
  private static Postgres postgres;
  private static MemoryIndex index;
  private static StoredLives lives;
  private static MemorySearch search;

  @BeforeAll
  static void start() {
    Settings settings = Settings.from(STORES.allFour("recall"));
    embedder = MiniLm.load(1);
    postgres = Postgres.of(settings);
    index = MemoryIndexes.of(settings);
    lives = new StoredLives(STORES, index, embedder);
    search = over(index);
  }

  @AfterAll
  static void stop() {
    lives.close();
    postgres.close();
    embedder.close();
  }

  @Test
  void findsByWordsWhatMeaningAloneMissesAndTheOtherWayRound() {
    // Given
    UserKey ada = new UserKey("search", "ada");
    lives.persist(ada, Told.of("The code of the garage is XK-4711."));
    lives.persist(ada, Told.of("We adopted a grey puppy from the shelter."));
    lives.persist(ada, Told.of("Cut back the roses before the frost."));

    // Then
    Hit worded = first(ada, "Where does XK-4711 belong?");
    assertThat(worded.text()).contains("garage");
    assertThat(worded.highlights().getFirst()).contains("<em>");
    assertThat(worded.why().get(Feature.WORDS)).isPositive();
    assertThat(first(ada, "Do I own a dog?").text()).contains("puppy");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        "{\"from\": \"2026-02-01T00:00:00Z\"} | memory-2, memory-3",
        "{\"until\": \"2026-02-01T00:00:00Z\"} | memory-1",
        "{\"from\": \"2026-02-01T00:00:00+01:00\", \"until\": \"2026-03-01T00:00:00Z\"} | memory-2",
        "{\"categories\": [\"travel\"]} | memory-1",
        "{\"categories\": [\"travel\", \"work\"]} | memory-1, memory-2",
        "{\"kinds\": [\"plan\"]} | memory-3",
        "{\"people\": [\"nora\"]} | memory-1, memory-3",
        "{\"sources\": [\"spoken\"]} | memory-2",
        "{\"people\": [\"Nora\"], \"kinds\": [\"plan\"]} | memory-3",
        "{\"people\": [\"Nora\"], \"sources\": [\"spoken\"]} | ``"
      })
  void showsOnlyWhatPassesTheFilter(String filter, @Nullable String expected) {
    // Given
    UserKey bea = new UserKey("search", "bea-" + UUID.randomUUID());
    lives.persist(bea, told("2026-01-10T00:00:00Z", "travel", "event", "written", "Nora"));
    lives.persist(bea, told("2026-02-10T00:00:00Z", "work", "event", "spoken", "Leon"));
    lives.persist(bea, told("2026-03-10T00:00:00Z", "home", "plan", "written", "Nora"));

    // When
    List<String> found = ids(bea, "{\"question\": \"walk\", \"filter\": " + filter + "}");

    // Then
    List<String> ids =
        expected == null || expected.isEmpty() ? List.of() : List.of(expected.split(", ", -1));
    assertThat(found).containsExactlyInAnyOrderElementsOf(ids);
  }

  @Test
  void aHitTellsItsPeopleAndHowItWasCaptured() {
    // Given
    UserKey cem = new UserKey("search", "cem");
    lives.persist(cem, told("2026-02-10T00:00:00Z", "work", "event", "spoken", "Leon"));

    // When
    Hit hit = first(cem, "What about Leon?");

    // Then
    assertThat(hit.people()).containsExactly("Leon");
    assertThat(hit.source()).isEqualTo("spoken");
    assertThat(hit.why().get(Feature.PERSON_NAMED)).isPositive();
  }

  @Test
  void asOfAPastMomentIsWhatWasPersistedThen() {
    // Given
    UserKey dee = new UserKey("search", "dee");
    lives.persist(dee, Told.of("The boat is called Biscuit."));
    Instant between = Instant.now();
    lives.persist(dee, Told.of("The boat is called Siren now."));

    // Then
    assertThat(ids(dee, asOf(between))).containsExactly("memory-1");
    assertThat(ids(dee, asOf(Instant.now()))).hasSize(2);
    assertThat(ids(dee, asOf(Instant.EPOCH))).isEmpty();
  }

  @Test
  void asOfAPastMomentTellsTheModelOfThen() {
    // Given
    UserKey kim = new UserKey("search", "kim");
    lives.persist(kim, Told.of("The boat is called Biscuit."));
    Instant untrained = Instant.now();
    lives.train(kim, "first", true);
    Instant trained = Instant.now();
    lives.persist(kim, Told.of("The boat is called Siren now."));
    lives.train(kim, "worse", false);
    lives.train(kim, "second", true);

    // Then
    assertThat(search(kim, asOf(untrained)).model()).isNull();
    assertThat(search(kim, asOf(trained)).model()).isEqualTo("first");
    assertThat(search(kim, asOf(Instant.now())).model()).isEqualTo("second");
    assertThat(search(kim, "{\"question\": \"boat\"}").model()).isEqualTo("second");
  }

  @Test
  void eachOrderIsThatOfItsOwnScore() {
    // Given
    UserKey lea = new UserKey("search", "lea");
    lives.persist(lea, Told.of("A boat, a boat, my boat for the boat race."));
    lives.persist(lea, Told.of("We sailed out of the harbour at dawn in our little yacht."));

    // Then
    String question = "{\"question\": \"sailing with the boat\", \"order\": ";
    assertThat(search(lea, question + "\"words\"}").hits())
        .extracting(hit -> hit.why().get(Feature.WORDS))
        .isSortedAccordingTo(Comparator.reverseOrder());
    assertThat(search(lea, question + "\"nearness\"}").hits())
        .hasSize(2)
        .extracting(Hit::nearness)
        .isSortedAccordingTo(Comparator.reverseOrder());
  }

  @Test
  void whatGotNoFurtherThanTheIndexIsNeverShown() {
    // Given
    UserKey eve = new UserKey("search", "eve");
    lives.persist(eve, Told.of("The spare key hangs in the shed."));
    lives.indexOnly(eve, "half", Told.of("The spare key lies under the pot."));

    // Then
    assertThat(ids(eve, "{\"question\": \"spare key\"}")).containsExactly("memory-1");
  }

  @Test
  void pagesGoThroughAllMemoriesOnce() {
    // Given
    UserKey fay = new UserKey("search", "fay");
    for (int i = 0; i < 12; i++) {
      lives.persist(fay, Told.of("Walk number " + i + " along the river."));
    }

    // When
    List<String> seen = new ArrayList<>();
    String cursor = null;
    do {
      SearchRequest request = new SearchRequest("river walks", null, null, null, 5, cursor);
      SearchPage page = search.search(fay, request);
      page.hits().forEach(hit -> seen.add(hit.id()));
      cursor = page.next();
    } while (cursor != null);

    // Then
    assertThat(seen).hasSize(12).doesNotHaveDuplicates();
  }

  @Test
  void aCursorIsGoodForItsUserOnly() {
    // Given
    UserKey gil = new UserKey("search", "gil");
    lives.persist(gil, Told.of("First walk."));
    lives.persist(gil, Told.of("Second walk."));
    SearchRequest one = SearchRequest.of("walk", 1);
    String cursor = search.search(gil, one).next();

    // Then
    SearchRequest next = new SearchRequest("walk", null, null, null, 1, cursor);
    assertThat(search.search(gil, next).hits()).hasSize(1);
    assertThatExceptionOfType(InvalidEventException.class)
        .isThrownBy(() -> search.search(new UserKey("search", "eve"), next))
        .withMessageContaining("data.cursor");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "*:*",
        "text:secret OR owner:*",
        "\\\"secret\\\" AND tenant:(a OR b)",
        "secret* ~2 ^9 [* TO *]",
        "{\\\"match_all\\\":{}} secret",
        "'; DROP TABLE mneme.memory; -- secret"
      })
  void noCharacterOfAQuestionHasAMeaningToTheEngine(String question) {
    // Given
    UserKey hal = new UserKey("search", "hal");
    UserKey ivy = new UserKey("search", "ivy");
    lives.persist(hal, Told.of("The secret of Hal."));
    lives.persist(ivy, Told.of("The secret of Ivy."));

    // Then
    assertThat(search(ivy, "{\"question\": \"" + question + "\"}").hits())
        .isNotEmpty()
        .allMatch(hit -> hit.text().equals("The secret of Ivy."));
  }

  @Test
  void nobodyFindsAnothersMemoriesWhateverTheNamesAre() {
    // Given
    Random random = new Random(4);
    Map<UserKey, String> canaries = new HashMap<>();
    for (int i = 0; i < 12; i++) {
      UserKey owner = new UserKey(name(random), name(random));
      String canary = "The secret word is " + UUID.randomUUID() + ".";
      if (canaries.putIfAbsent(owner, canary) == null) {
        lives.persist(owner, Told.of(canary));
      }
    }

    // Then
    canaries.forEach(
        (owner, canary) ->
            assertThat(search(owner, "{\"question\": \"secret word\"}").hits())
                .as(owner.toString())
                .extracting(Hit::text)
                .containsExactly(canary));
  }

  @Test
  void asksToComeBackWhileTheSearchEngineIsAway() {
    // Given
    UserKey jon = new UserKey("search", "jon");
    lives.persist(jon, Told.of("The roses were cut back."));
    Settings nowhere = Settings.from(Map.of("MNEME_OPENSEARCH_URL", "http://127.0.0.1:1"));
    MemorySearch alone = over(MemoryIndexes.of(nowhere));

    // Then
    assertThatExceptionOfType(TryLaterException.class)
        .isThrownBy(() -> alone.search(jon, SearchRequest.of("roses", 1)));
  }

  private static MemorySearch over(MemoryIndex index) {
    return new MemorySearch(
        embedder,
        index,
        new PostgresRows(new UserScope(postgres)),
        RerankerFile.shipped(),
        new Cursors("a secret of the test".getBytes(UTF_8)));
  }

  private static Hit first(UserKey asker, String question) {
    return search.search(asker, SearchRequest.of(question, 5)).hits().getFirst();
  }

  private static List<String> ids(UserKey asker, String json) {
    return search(asker, json).hits().stream().map(Hit::id).toList();
  }

  private static SearchPage search(UserKey asker, String json) {
    return search.search(asker, EventData.read(json.getBytes(UTF_8), SearchRequest::read));
  }

  private static String asOf(Instant moment) {
    return "{\"question\": \"What is the boat called?\", \"asOf\": \"" + moment + "\"}";
  }

  private static Told told(
      String time, String category, String kind, String source, String person) {
    return new Told(
        Instant.parse(time),
        "A walk with " + person + ".",
        category,
        kind,
        List.of(person),
        source);
  }

  /** Letters that keys, queries and paths give a meaning to. */
  private static String name(Random random) {
    String letters = "ab/*%:|_ \"'\\é=.";
    StringBuilder name = new StringBuilder("x");
    for (int i = 0; i < 4; i++) {
      name.append(letters.charAt(random.nextInt(letters.length())));
    }
    return name.toString();
  }
}
