// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.persist;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mneme.contract.EventData;
import dev.mneme.contract.EventType;
import dev.mneme.contract.UserKey;
import dev.mneme.contract.batch.Outcome;
import dev.mneme.contract.data.ErasureCompleted;
import dev.mneme.contract.data.ErasureRequested;
import dev.mneme.contract.data.ErasureScope;
import dev.mneme.stores.Area;
import dev.mneme.stores.ObjectKey;
import dev.mneme.stores.TestStores;
import dev.mneme.stores.UserScope;
import dev.mneme.stores.document.DocumentEntry;
import dev.mneme.stores.search.IndexEntry;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import java.net.URI;
import java.sql.ResultSet;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Forgetting, in four real stores. */
class ErasureTest {
  private static final TestStores STORES = TestStores.shared();
  private static final OffsetDateTime LATER = OffsetDateTime.parse("2026-03-02T08:00:00Z");

  private static FourStores stores;
  private static Persisting persist;

  @BeforeAll
  static void connect() {
    stores = FourStores.open(STORES);
    persist = new Persisting(stores.postgres(), stores.copies());
  }

  @AfterAll
  static void close() {
    stores.close();
  }

  @Test
  void deletionOfOneMemoryRemovesItFromAllFourStores() {
    // Given
    UserKey owner = new UserKey("acme", "forgets-one");
    persist.persist(owner, "m1", "m2");
    stores.objects().put(ObjectKey.of(owner, Area.AUDIO, "m1"), new byte[] {1}, "audio/wav");

    // When
    ErasureCompleted erased = erase(owner, "e1", "m1");

    // Then
    assertThat(erased).isEqualTo(new ErasureCompleted(ErasureScope.MEMORY, "m1", 1));
    assertThat(rows(owner)).containsExactly("m2");
    assertThat(elsewhere(owner)).containsExactly("m2", "m2", "m2");
  }

  @Test
  void deletionOfAUserRemovesEveryTraceAndNobodyElses() {
    // Given
    UserKey owner = new UserKey("acme", "forgets-all");
    UserKey other = new UserKey("acme", "keeps-all");
    persist.persist(owner, "m1", "m2");
    persist.persist(other, "m1");
    stores
        .objects()
        .put(ObjectKey.of(owner, Area.MODELS, "v1"), new byte[] {1}, "application/octet-stream");

    // When
    ErasureCompleted erased = erase(owner, "e1", null);

    // Then
    assertThat(erased).isEqualTo(new ErasureCompleted(ErasureScope.PERSON, null, 2));
    assertThat(rows(owner)).isEmpty();
    assertThat(elsewhere(owner)).isEmpty();
    assertThat(query(owner, "SELECT user_id FROM mneme.account")).isEmpty();
    assertThat(query(owner, "SELECT user_id FROM mneme.user_progress")).isEmpty();
    assertThat(rows(other)).containsExactly("m1");
    assertThat(elsewhere(other)).containsExactly("m1", "m1", "m1");
  }

  @Test
  void whatWasStillOnItsWayDoesNotComeBack() {
    // Given
    UserKey owner = new UserKey("acme", "straggler");
    erase(owner, "e1", "m1");

    // When
    List<Outcome> outcomes = persist.persist(owner, "m1", "m2");

    // Then
    assertThat(outcomes.getFirst()).isEqualTo(new Outcome.Done(List.of()));
    assertThat(rows(owner)).containsExactly("m2");
    assertThat(elsewhere(owner)).containsExactly("m2", "m2", "m2");

    // When
    erase(owner, "e2", null);
    List<Outcome> late = persist.persist(owner, "m3");

    // Then
    assertThat(late).containsExactly(new Outcome.Done(List.of()));
    assertThat(rows(owner)).isEmpty();
  }

  @Test
  void aWishThatIsDeliveredAgainForgetsNothingThatCameLater() {
    // Given
    UserKey owner = new UserKey("acme", "again");
    persist.persist(owner, "m1");
    ErasureCompleted first = erase(owner, "e1", null);
    persist.persist(owner, LATER.plusDays(1), "m2");

    // When
    ErasureCompleted second = erase(owner, "e1", null);

    // Then
    assertThat(second).isEqualTo(first);
    assertThat(rows(owner)).containsExactly("m2");
    assertThat(elsewhere(owner)).containsExactly("m2", "m2", "m2");
  }

  @Test
  void eventsOfABatchAreCarriedOutInOrder() {
    // Given
    UserKey owner = new UserKey("acme", "in-order");

    // When
    List<Outcome> outcomes =
        persist.apply(
            List.of(
                Persisting.event(owner, "m1"),
                wish(owner, "e1", "m1"),
                Persisting.event(owner, "m1"),
                Persisting.event(owner, "m2")));

    // Then
    assertThat(outcomes)
        .extracting(outcome -> ((Outcome.Done) outcome).replies().size())
        .containsExactly(1, 1, 0, 1);
    assertThat(rows(owner)).containsExactly("m2");
  }

  private static ErasureCompleted erase(UserKey owner, String event, @Nullable String memory) {
    Outcome outcome = persist.apply(List.of(wish(owner, event, memory))).getFirst();
    assertThat(outcome).isInstanceOf(Outcome.Done.class);
    CloudEvent reply = ((Outcome.Done) outcome).replies().getFirst();
    assertThat(EventType.of(reply)).isEqualTo(EventType.ERASURE_COMPLETED);
    return EventData.read(reply, ErasureCompleted::read);
  }

  private static CloudEvent wish(UserKey owner, String event, @Nullable String memory) {
    ErasureScope scope = memory == null ? ErasureScope.PERSON : ErasureScope.MEMORY;
    return CloudEventBuilder.v1()
        .withId(event)
        .withSource(URI.create("/app"))
        .withType(EventType.ERASURE_REQUESTED.type())
        .withSubject(event)
        .withTime(LATER)
        .withExtension("tenant", owner.tenant())
        .withExtension("userid", owner.user())
        .withData("application/json", EventData.write(new ErasureRequested(scope, memory)))
        .build();
  }

  private static List<String> rows(UserKey owner) {
    return query(owner, "SELECT id FROM mneme.memory ORDER BY position");
  }

  /** Ids in MongoDB, the index and S3, recordings and models included. */
  private static List<String> elsewhere(UserKey owner) {
    stores.index().refresh();
    List<String> ids = new ArrayList<>();
    stores.documents().entries(owner, null, 10).stream().map(DocumentEntry::id).forEach(ids::add);
    stores.index().entries(owner, null, 10).stream().map(IndexEntry::id).forEach(ids::add);
    Stream.of(Area.values())
        .flatMap(area -> stores.objects().names(owner, area).stream())
        .forEach(ids::add);
    return ids;
  }

  private static List<String> query(UserKey owner, String sql) {
    return new UserScope(stores.postgres())
        .call(
            owner,
            connection -> {
              List<String> found = new ArrayList<>();
              try (ResultSet rows = connection.createStatement().executeQuery(sql)) {
                while (rows.next()) {
                  found.add(rows.getString(1));
                }
              }
              return found;
            });
  }
}
