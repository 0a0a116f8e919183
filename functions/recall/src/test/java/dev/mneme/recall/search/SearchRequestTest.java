// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.recall.search;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.mneme.contract.EventData;
import dev.mneme.contract.FieldError;
import dev.mneme.contract.InvalidEventException;
import dev.mneme.stores.search.MemoryFilter;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SearchRequestTest {
  @Test
  void theFilterBecomesValues() {
    // Given
    String json =
        """
        {"question": "?", "filter": {"from": "2026-01-01T00:00:00+01:00", "until": "2026-02-01T00:00:00Z",
         "categories": ["travel", "work"], "kinds": ["plan"], "people": ["Nora OR *:*"],
         "sources": ["spoken"]}}\
        """;

    // When
    MemoryFilter filter = read(json).restriction().upTo(7);

    // Then
    assertThat(filter)
        .isEqualTo(
            new MemoryFilter(
                Instant.parse("2025-12-31T23:00:00Z"),
                Instant.parse("2026-02-01T00:00:00Z"),
                7L,
                Set.of("travel", "work"),
                Set.of("plan"),
                Set.of("Nora OR *:*"),
                Set.of("spoken")));
  }

  @Test
  void withoutAFilterAllIsSearched() {
    assertThat(read("{\"question\": \"?\"}").restriction().upTo(9))
        .isEqualTo(new MemoryFilter(null, null, 9L, Set.of(), Set.of(), Set.of(), Set.of()));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        "{} | data.question",
        "{\"question\": \" \"} | data.question",
        "{\"question\": \"?\", \"limit\": 51} | data.limit",
        "{\"question\": \"?\", \"order\": \"best\"} | data.order",
        "{\"question\": \"?\", \"asOf\": \"yesterday\"} | data.asOf",
        "{\"question\": \"?\", \"asOf\": \"2026-01-01\"} | data.asOf",
        "{\"question\": \"?\", \"as_of\": \"2026-01-01T00:00:00Z\"} | data.as_of",
        "{\"question\": \"?\", \"tenant\": \"other\"} | data.tenant",
        "{\"question\": \"?\", \"filter\": {\"from\": \"*\"}} | data.filter.from",
        "{\"question\": \"?\", \"filter\": {\"category\": [\"work\"]}} | data.filter.category",
        "{\"question\": \"?\", \"filter\": {\"categories\": [\"work\", null]}} |"
            + " data.filter.categories[1]",
        "{\"question\": \"?\", \"filter\": {\"categories\": [\"wrk\"]}} |"
            + " data.filter.categories[0]",
        "{\"question\": \"?\", \"filter\": {\"kinds\": \"plan\"}} | data.filter.kinds",
        "{\"question\": \"?\", \"filter\": {\"sources\": [\"dreamt\"]}} | data.filter.sources[0]",
        "{\"question\": \"?\", \"filter\": {\"people\": [\"\"]}} | data.filter.people[0]",
        "{\"question\": \"?\", \"filter\": {\"$where\": \"1\"}} | data.filter.$where"
      })
  void namesWhatIsWrong(String json, String field) {
    // When
    InvalidEventException refused =
        catchThrowableOfType(InvalidEventException.class, () -> read(json));

    // Then
    assertThat(refused).isNotNull();
    assertThat(refused.errors().stream().map(FieldError::field)).containsExactly(field);
  }

  private static SearchRequest read(String json) {
    return EventData.read(json.getBytes(UTF_8), SearchRequest::read);
  }
}
