// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.persist;

import static dev.mneme.persist.Classified.spoken;
import static dev.mneme.persist.Classified.written;
import static dev.mneme.persist.PersistOnStores.persisted;
import static dev.mneme.persist.PersistOnStores.requests;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.mneme.contract.LifeCategory;
import dev.mneme.contract.UserKey;
import dev.mneme.contract.batch.Outcome;
import dev.mneme.contract.data.MemoryPersisted;
import dev.mneme.contract.data.ModelTrainingRequested;
import dev.mneme.persist.copies.Content;
import dev.mneme.stores.Area;
import dev.mneme.stores.ObjectKey;
import dev.mneme.stores.Sha256;
import dev.mneme.stores.search.Fingerprint;
import dev.mneme.stores.search.IndexEntry;
import dev.mneme.stores.search.MemoryFilter;
import dev.mneme.stores.search.MemoryQuery;
import io.cloudevents.CloudEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What persist keeps of memories, in four real stores; in Postgres as the role it has there. */
class PersistTest {
  private static PersistOnStores persist;

  @BeforeAll
  static void connect() {
    persist = PersistOnStores.open();
  }

  @AfterAll
  static void close() {
    persist.close();
  }

  @Test
  void keepsARowAndAnObjectThatTheCommitmentIsOver() throws Exception {
    // Given
    UserKey owner = new UserKey("acme", "ada");

    // When
    MemoryPersisted persisted = persisted(persist.apply(List.of(spoken(owner, "m1"))).getFirst());

    // Then
    byte[] object = persist.objects().get(ObjectKey.of(owner, Area.MEMORIES, "m1")).orElseThrow();
    byte[] salt = persist.one(owner, "SELECT salt FROM mneme.memory", row -> row.getBytes(1));
    assertThat(persisted.commitment()).isEqualTo(Sha256.hex(salt, object));
    assertThat(persisted.position()).isEqualTo(1);
    assertThat(persisted.category()).isEqualTo(LifeCategory.HOME);
    assertThat(new String(object, UTF_8)).contains("\"text\":\"text of m1\"");
    String words =
        persist.one(owner, "SELECT words::text FROM mneme.transcript", row -> row.getString(1));
    assertThat(words).contains("\"word\": \"hello\"");
  }

  @Test
  void oneWriteReachesAllFourStoresWithTheSameContent() {
    // Given
    UserKey owner = new UserKey("acme", "abe");

    // When
    persist.apply(List.of(spoken(owner, "m1"), written(owner, "m2", LifeCategory.WORK)));

    // Then
    byte[] object = persist.objects().get(ObjectKey.of(owner, Area.MEMORIES, "m1")).orElseThrow();
    assertThat(persist.documents().get(owner, "m1"))
        .hasValueSatisfying(
            document -> {
              assertThat(document.json()).isEqualTo(object);
              assertThat(document.sha256()).isEqualTo(Sha256.hex(object));
            });
    Content content = Content.read(owner, "m1", object);
    persist.index().refresh();
    assertThat(persist.index().entries(owner, null, 10))
        .hasSize(2)
        .contains(new IndexEntry("m1", Fingerprint.of(content.indexed(1))));
    MemoryFilter spokenAtHome =
        new MemoryFilter(
            null, null, null, Set.of("home"), Set.of("event"), Set.of(), Set.of("spoken"));
    MemoryQuery query =
        new MemoryQuery("text", () -> new float[] {0.6f, 0.8f}, "test", spokenAtHome, 10);
    assertThat(persist.index().search(owner, query))
        .singleElement()
        .satisfies(
            found -> {
              assertThat(found.id()).isEqualTo("m1");
              assertThat(found.position()).isEqualTo(1);
              assertThat(found.nearness()).isCloseTo(1, within(1e-4));
            });
  }

  @Test
  void whomAMemoryNamesIsKeptAndFound() throws Exception {
    // Given
    UserKey owner = new UserKey("acme", "rio");

    // When
    persist.apply(List.of(written(owner, "m1", null), written(owner, "m2", null)));

    // Then
    String mentions =
        persist.one(
            owner,
            "SELECT string_agg(memory_id || ' ' || name, ', ' ORDER BY memory_id, name)"
                + " FROM mneme.mention",
            row -> row.getString(1));
    assertThat(mentions).isEqualTo("m1 Inês, m1 Kenji, m2 Inês, m2 Kenji");
    persist.index().refresh();
    MemoryFilter kenji =
        new MemoryFilter(null, null, null, Set.of(), Set.of(), Set.of("kenji"), Set.of());
    assertThat(
            persist
                .index()
                .search(owner, new MemoryQuery("text", () -> new float[0], "test", kenji, 10)))
        .hasSize(2);
  }

  @Test
  void accountAndProgressBeginWithTheFirstMemory() throws Exception {
    // Given
    UserKey owner = new UserKey("acme", "pia");

    // When
    persist.apply(List.of(written(owner, "m1", null)));
    persist.apply(List.of(written(owner, "m2", null)));

    // Then
    assertThat(
            persist.<Long>one(owner, "SELECT count(*) FROM mneme.account", row -> row.getLong(1)))
        .isEqualTo(1);
  }

  @Test
  void asksForTrainingAtTheThresholdAndAtEachStepAfterIt() {
    // Given
    UserKey owner = new UserKey("acme", "dee");
    List<CloudEvent> events = new ArrayList<>();
    for (int i = 1; i <= 8; i++) {
      events.add(written(owner, "m" + i, i == 2 ? null : LifeCategory.WORK));
    }

    // When
    List<Outcome> outcomes = persist.apply(events);
    List<Outcome> again = persist.apply(events);

    // Then
    List<ModelTrainingRequested> requests =
        outcomes.stream().flatMap(outcome -> requests(outcome).stream()).toList();
    assertThat(requests)
        .containsExactly(
            new ModelTrainingRequested(3, 4),
            new ModelTrainingRequested(5, 6),
            new ModelTrainingRequested(7, 8));
    assertThat(again).isEqualTo(outcomes);
  }

  @Test
  void batchOfManyOwnersIsAnsweredInItsOwnOrder() throws Exception {
    // Given
    List<UserKey> owners =
        IntStream.range(0, 20).mapToObj(i -> new UserKey("many", "user " + i)).toList();
    List<CloudEvent> events = new ArrayList<>();
    for (int round = 0; round < 3; round++) {
      for (UserKey owner : owners) {
        events.add(written(owner, "m" + round, null));
      }
    }

    // When
    List<Outcome> outcomes = persist.apply(events);

    // Then
    for (int i = 0; i < events.size(); i++) {
      CloudEvent reply = ((Outcome.Done) outcomes.get(i)).replies().getFirst();
      assertThat(UserKey.of(reply)).isEqualTo(owners.get(i % owners.size()));
      assertThat(reply.getSubject()).isEqualTo(events.get(i).getSubject());
      assertThat(persisted(outcomes.get(i)).position()).isEqualTo(i / owners.size() + 1);
    }
  }

  @Test
  void ownersWhoShareARoundTripKeepWhatIsTheirsAlone() {
    // Given
    List<UserKey> owners =
        IntStream.range(0, 2 * Groups.SIZE + 3)
            .mapToObj(i -> new UserKey("together", "user " + i))
            .toList();
    List<CloudEvent> events =
        IntStream.range(0, owners.size())
            .mapToObj(
                i ->
                    i % 3 == 0
                        ? spoken(owners.get(i), "m" + i)
                        : written(owners.get(i), "m" + i, null))
            .toList();

    // When
    persist.apply(events);
    List<Outcome> again = persist.apply(events);

    // Then
    for (int i = 0; i < owners.size(); i++) {
      String query =
          """
          SELECT string_agg(concat_ws('|', m.id, m.text, m.commitment, t.engine), ' ')
          FROM mneme.memory m LEFT JOIN mneme.transcript t ON t.memory_id = m.id\
          """;
      String commitment = persisted(again.get(i)).commitment();
      String kept = persist.one(owners.get(i), query, row -> row.getString(1));
      assertThat(kept)
          .isEqualTo(
              "m%1$d|text of m%1$d|%2$s%3$s".formatted(i, commitment, i % 3 == 0 ? "|test" : ""));
      assertThat(persisted(again.get(i)).position()).isEqualTo(1);
    }
  }
}
