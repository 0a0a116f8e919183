// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.recall;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mneme.contract.UserKey;
import dev.mneme.identity.TestIssuer;
import dev.mneme.recall.TestMemories.Told;
import dev.mneme.runtime.FunctionApplication;
import dev.mneme.runtime.RunningFunction;
import dev.mneme.stores.TestStores;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The structured view over real HTTP, on a real Postgres. */
class LifeTest {
  private static final TestStores STORES = TestStores.shared();
  private static final TestIssuer ISSUER = TestIssuer.start();
  private static final UserKey ADA = new UserKey("life", "ada");

  private static TestMemories memories;
  private static RunningFunction recall;
  private static TestCaller caller;

  @BeforeAll
  static void start() {
    memories = new TestMemories(STORES);
    Map<String, String> environment = STORES.environment("recall");
    environment.keySet().removeIf(key -> key.startsWith("MNEME_S3_"));
    environment.putAll(ISSUER.environment());
    environment.put("PORT", "0");
    recall = FunctionApplication.start(RecallConfiguration.class, environment);
    caller = new TestCaller(recall, ISSUER);
    told("l-1", "2026-01-05T10:00:00Z", "Walked with Jonas.", "leisure", "event");
    told("l-2", "2026-01-20T10:00:00Z", "Marta moved in.", "home", "event");
    told("l-3", "2026-02-03T10:00:00Z", "Jonas and Marta cooked.", "home", "event");
    told("l-4", "2026-02-04T10:00:00Z", "Jonas rang.", "home", "event");
  }

  @AfterAll
  static void stop() {
    caller.close();
    recall.close();
    ISSUER.close();
    memories.close();
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

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
