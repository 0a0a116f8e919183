// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.recall.search;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import dev.mneme.contract.NoConsentException;
import dev.mneme.recall.ranking.Feature;
import dev.mneme.recall.ranking.Reranker;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MemorySearchTest {
  private final Life life = new Life();
  private final MemorySearch search = over(weights(Feature.NEARNESS));

  @Test
  void theBestComeFirstEachWithWhatItsScoreIsMadeOf() {
    // Given
    life.persist("roses", 0.2);
    life.persist("keys", 0.9);

    // When
    SearchPage page = search.search(Life.OWNER, SearchRequest.of("Where are the keys?", 10));

    // Then
    assertThat(page.hits()).extracting(Hit::id).containsExactly("keys", "roses");
    Hit best = page.hits().getFirst();
    assertThat(best.why()).hasSize(9).containsEntry(Feature.NEARNESS, 1.0);
    assertThat(best.why().values().stream().mapToDouble(Double::doubleValue).sum())
        .isCloseTo(best.score(), within(1e-3));
    assertThat(best.highlights()).containsExactly("<em>keys</em>");
    assertThat(page.reranker()).isEqualTo("by nearness");
  }

  @Test
  void whatTheIndexHasAndPostgresHasNotIsNeverShown() {
    // Given
    life.persist("half written", 0.9);
    life.persist("whole", 0.1);
    life.rows.remove("half written");

    // Then
    assertThat(ids(SearchRequest.of("?", 10))).containsExactly("whole");
  }

  @Test
  void pagesHoldEveryMemoryOnceThoughScoresDriftAndMemoriesCome() {
    // Given
    for (int i = 0; i < 25; i++) {
      life.persist("walk " + i, i / 100.0);
    }

    // When
    List<String> seen = new ArrayList<>();
    String cursor = null;
    do {
      SearchPage page =
          search.search(Life.OWNER, new SearchRequest("walks", null, null, null, 10, cursor));
      page.hits().forEach(hit -> seen.add(hit.id()));
      cursor = page.next();
      life.persist("later " + seen.size(), 0.99);
    } while (cursor != null);

    // Then
    assertThat(seen).hasSize(25).doesNotHaveDuplicates().allMatch(id -> id.startsWith("walk"));
  }

  @Test
  void asOfAPastMomentShowsWhatWasPersistedThenAndNamesTheModelOfThen() {
    // Given
    life.persist("first", 0.1);
    life.persist("second", 0.2);
    life.persist("third", 0.3);

    // Then
    assertThat(ids(asOf(Life.persistedAt(2)))).containsExactly("second", "first");
    assertThat(search.search(Life.OWNER, asOf(Life.persistedAt(2))).model()).isEqualTo("model-2");
    assertThat(ids(asOf(Life.persistedAt(1)))).containsExactly("first");
    assertThat(search.search(Life.OWNER, asOf(Life.persistedAt(1))).model()).isNull();
  }

  @Test
  void beforeTheFirstMemoryTheIndexIsNotEvenAsked() {
    // Given
    life.persist("first", 0.1);

    // Then
    assertThat(ids(asOf(Life.persistedAt(0)))).isEmpty();
    assertThat(life.asked).isEmpty();
  }

  @Test
  void withoutConsentTheIndexIsNotEvenAsked() {
    // Given
    life.persist("first", 0.1);
    life.consent = false;

    // Then
    assertThatExceptionOfType(NoConsentException.class)
        .isThrownBy(() -> ids(SearchRequest.of("?", 10)));
    assertThat(life.asked).isEmpty();
  }

  @Test
  void eachOrderPutsSomethingElseFirst() {
    // Given
    life.persist("roses in the rain", 9, 0.1);
    life.persist("a walk", 0, 0.9);
    life.persist("roses", 8, 0.8);
    MemorySearch both = over(weights(Feature.WORDS, Feature.NEARNESS));

    // Then
    assertThat(ids(both, SearchOrder.WORDS)).containsExactly("roses in the rain", "roses");
    assertThat(ids(both, SearchOrder.NEARNESS))
        .containsExactly("a walk", "roses", "roses in the rain");
    assertThat(ids(both, SearchOrder.RANKED)).first().isEqualTo("roses");
  }

  @Test
  void theLastPageHasNoNext() {
    // Given
    life.persist("only", 0.1);

    // Then
    assertThat(search.search(Life.OWNER, SearchRequest.of("?", 1)).next()).isNull();
  }

  private List<String> ids(SearchRequest request) {
    return search.search(Life.OWNER, request).hits().stream().map(Hit::id).toList();
  }

  private static SearchRequest asOf(Instant moment) {
    return new SearchRequest("?", null, moment.toString(), null, 10, null);
  }

  private static List<String> ids(MemorySearch search, SearchOrder order) {
    SearchRequest request = new SearchRequest("roses", null, null, order, 10, null);
    return search.search(Life.OWNER, request).hits().stream().map(Hit::id).toList();
  }

  private MemorySearch over(Map<Feature, Double> weights) {
    return new MemorySearch(
        life,
        life,
        life,
        new Reranker("by nearness", weights),
        new Cursors("a secret of the test".getBytes(UTF_8)));
  }

  private static Map<Feature, Double> weights(Feature... counted) {
    Map<Feature, Double> weights = new EnumMap<>(Feature.class);
    for (Feature feature : Feature.values()) {
      weights.put(feature, List.of(counted).contains(feature) ? 1.0 : 0.0);
    }
    return weights;
  }
}
