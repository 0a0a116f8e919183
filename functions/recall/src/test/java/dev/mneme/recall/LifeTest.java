// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.recall;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mneme.contract.UserKey;
import dev.mneme.recall.TestMemories.Told;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The structured view over real HTTP, on a real Postgres. */
@ExtendWith(RecallOnStores.Provider.class)
class LifeTest {
  private static final UserKey ADA = new UserKey("life", "ada");

  private static TestMemories memories;
  private static TestCaller caller;

  @BeforeAll
  static void start(RecallOnStores recall) {
    memories = recall.memories();
    caller = recall.caller();
    told("l-1", "2026-01-05T10:00:00Z", "Walked with Jonas.", "leisure", "event", "Jonas");
    told("l-2", "2026-01-20T10:00:00Z", "Marta moved in.", "home", "event", "Marta");
    told(
        "l-3",
        "2026-02-03T10:00:00Z",
        "Jonas and Marta cooked.",
        "home",
        "event",
        "Jonas",
        "Marta");
    told("l-4", "2026-02-04T10:00:00Z", "Jonas rang.", "home", "event", "Jonas");
  }

  @Test
  void lifeHasItsPartsWithCountsAndMonths() throws Exception {
    // When
    JsonNode life = TestCaller.good(caller.get(ADA, "/v1/life"));

    // Then
    assertThat(life.path("memories").asLong()).isEqualTo(4);
    assertThat(life.path("first").asString()).isEqualTo("2026-01-05T10:00:00Z");
    assertThat(life.path("last").asString()).isEqualTo("2026-02-04T10:00:00Z");
    assertThat(life.path("categories").findValuesAsString("category"))
        .containsExactly("home", "leisure");
    assertThat(life.path("categories").path(0))
        .isEqualTo(
            json(
                """
                {"category":"home","memories":3,"first":"2026-01-20T10:00:00Z","last":"2026-02-04T10:00:00Z",
                 "months":[{"month":"2026-01","memories":1},{"month":"2026-02","memories":2}]}
                """));
  }

  @Test
  void peopleComeWithHowOftenAndFirstAndLastMention() throws Exception {
    // When
    JsonNode people = TestCaller.good(caller.get(ADA, "/v1/life")).path("people");

    // Then
    assertThat(people)
        .isEqualTo(
            json(
                """
                [{"name":"Jonas","mentions":3,"first":"2026-01-05T10:00:00Z","last":"2026-02-04T10:00:00Z"},
                 {"name":"Marta","mentions":2,"first":"2026-01-20T10:00:00Z","last":"2026-02-03T10:00:00Z"}]
                """));
  }

  @Test
  void plansAreThoseStillToCome() throws Exception {
    // Given
    UserKey bea = new UserKey("life", "bea");
    LocalDate today = LocalDate.now(ZoneOffset.UTC);
    String now = today + "T00:00:00Z";
    String old = today.minusDays(200) + "T00:00:00Z";
    memories.persist(
        bea, new Told("p-1", old, "Race on " + today.plusDays(9) + ".", "leisure", "plan"));
    memories.persist(
        bea, new Told("p-2", old, "Race on " + today.minusDays(9) + ".", "leisure", "plan"));
    memories.persist(bea, new Told("p-3", now, "I will learn the accordion.", "leisure", "plan"));
    memories.persist(bea, new Told("p-4", old, "I will learn the harp.", "leisure", "plan"));
    memories.persist(bea, new Told("p-5", now, "Off to the dentist tomorrow.", "health", "plan"));
    memories.persist(bea, new Told("p-6", now, "It rains tomorrow.", "home", "event"));

    // When
    JsonNode plans = TestCaller.good(caller.get(bea, "/v1/life")).path("plans");

    // Then
    assertThat(plans.findValuesAsString("id")).containsExactly("p-5", "p-1", "p-3");
    assertThat(plans.path(0).path("due").asString()).isEqualTo(today.plusDays(1).toString());
    assertThat(plans.path(2).has("due")).isFalse();
  }

  @Test
  void timelineIsPagedWithoutRepeatingOrMissing() throws Exception {
    // Given
    UserKey cem = new UserKey("life", "cem");
    for (int i = 0; i < 23; i++) {
      memories.persist(
          cem,
          new Told(
              "t-" + i, "2026-03-0" + (1 + i % 4) + "T08:00:00Z", "Note " + i, "work", "event"));
    }

    // When
    List<String> seen = new ArrayList<>();
    List<String> times = new ArrayList<>();
    String after = "";
    int pages = 0;
    do {
      JsonNode page =
          TestCaller.good(caller.get(cem, "/v1/timeline?category=work&limit=5" + after));
      seen.addAll(page.path("memories").findValuesAsString("id"));
      times.addAll(page.path("memories").findValuesAsString("time"));
      after = page.has("next") ? "&after=" + encoded(page.path("next").asString()) : "";
      pages++;
    } while (!after.isEmpty());

    // Then
    assertThat(pages).isEqualTo(5);
    assertThat(seen).hasSize(23).doesNotHaveDuplicates();
    assertThat(times).isSortedAccordingTo((one, other) -> other.compareTo(one));
    assertThat(TestCaller.good(caller.get(cem, "/v1/timeline?category=home")).path("memories"))
        .isEmpty();
  }

  @Test
  void cursorOfAnotherUserShowsOnlyOnesOwn() throws Exception {
    // Given
    JsonNode page = TestCaller.good(caller.get(ADA, "/v1/timeline?limit=2"));
    UserKey dee = new UserKey("life", "dee");

    // When
    JsonNode stolen =
        TestCaller.good(
            caller.get(dee, "/v1/timeline?after=" + encoded(page.path("next").asString())));

    // Then
    assertThat(stolen.path("memories")).isEmpty();
  }

  @Test
  void emptyLifeIsNoError() throws Exception {
    // When
    HttpResponse<String> life = caller.get(new UserKey("life", "nobody"), "/v1/life");

    // Then
    assertThat(life.body())
        .isEqualTo("{\"memories\":0,\"categories\":[],\"people\":[],\"plans\":[]}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "category=home%27%20OR%201%3D1",
        "category=HOME",
        "limit=0",
        "limit=201",
        "limit=x",
        "after=x",
        "after=%00",
        "after=MjAyNi0wMQ"
      })
  void parameterThatIsWrongIsNamed(String query) throws Exception {
    // When
    HttpResponse<String> response = caller.get(ADA, "/v1/timeline?" + query);

    // Then
    assertThat(response.statusCode()).isEqualTo(422);
    assertThat(response.body()).contains(query.substring(0, query.indexOf('=')) + ": expected");
  }

  private static void told(
      String id, String time, String text, String category, String kind, String... people) {
    memories.persist(ADA, new Told(id, time, text, category, kind), people);
  }

  private static JsonNode json(String json) {
    return JsonMapper.shared().readTree(json);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
