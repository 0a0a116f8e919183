// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.recall.search;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.mneme.contract.FieldWriter;
import dev.mneme.recall.ranking.Feature;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

class SearchPageTest {
  static List<SearchPage> pages() {
    Map<Feature, Double> why = new EnumMap<>(Feature.class);
    why.put(Feature.WORDS_OF_SESSION, -0.25);
    why.put(Feature.NEARNESS, 1.0E-4);
    Hit hit =
        new Hit(
            "m/1",
            Instant.parse("2026-03-01T08:30:00Z"),
            "Inês \"eats\" 🍞",
            "home",
            "event",
            List.of("Inês", "健二"),
            "spoken",
            List.of("<em>eats</em>"),
            1.5,
            -0.125,
            why);
    return List.of(
        new SearchPage("?", List.of(hit, hit), "next", "1", "2026-03-01-42"),
        new SearchPage("?", List.of(), null, "1", null));
  }

  @ParameterizedTest
  @MethodSource("pages")
  void isWrittenAsJacksonBindsIt(SearchPage page) {
    // Given
    JsonMapper binding =
        JsonMapper.builder()
            .changeDefaultPropertyInclusion(
                inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL))
            .build();

    // Then
    assertThat(FieldWriter.bytes(page)).asString(UTF_8).isEqualTo(binding.writeValueAsString(page));
  }
}
