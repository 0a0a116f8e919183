// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.persist;

import static dev.mneme.persist.Classified.written;
import static dev.mneme.persist.PersistOnStores.persisted;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mneme.contract.FieldError;
import dev.mneme.contract.LifeCategory;
import dev.mneme.contract.UserKey;
import dev.mneme.contract.batch.Outcome;
import dev.mneme.contract.data.MemoryPersisted;
import dev.mneme.stores.Area;
import dev.mneme.stores.ObjectKey;
import dev.mneme.stores.Sha256;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** However often, in whatever order and by how many at once events come, each has one effect. */
class OneEffectTest {
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
  void theSameEventTwiceHasOneEffectAndTheSameReplies() throws Exception {
    // Given
    UserKey owner = new UserKey("acme", "bea");
    CloudEvent event = written(owner, "m1", LifeCategory.WORK);

    // When
    List<Outcome> together = persist.apply(List.of(event, event));
    List<Outcome> again = persist.apply(List.of(event));

    // Then
    assertThat(together.get(1)).isEqualTo(together.get(0));
    assertThat(again.getFirst()).isEqualTo(together.getFirst());
    assertThat(persist.count(owner)).isEqualTo(1);
  }

  @Test
  void positionsHaveNeitherGapsNorTwinsUnderConcurrency() throws Exception {
    // Given
    UserKey owner = new UserKey("acme", "cem");
    List<Callable<List<Outcome>>> batches = new ArrayList<>();
    for (int batch = 0; batch < 8; batch++) {
      int first = batch * 10;
      batches.add(
          () ->
              persist.apply(
                  IntStream.range(first, first + 10)
                      .mapToObj(i -> written(owner, "m" + i, null))
                      .toList()));
    }

    // When
    List<Long> positions = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      for (Future<List<Outcome>> done : threads.invokeAll(batches)) {
        done.get().forEach(outcome -> positions.add(persisted(outcome).position()));
      }
    }

    // Then
    assertThat(positions)
        .containsExactlyInAnyOrderElementsOf(LongStream.rangeClosed(1, 80).boxed().toList());
  }

  @Test
  void objectThatNoRowClaimsIsReplaced() throws Exception {
    // Given
    UserKey owner = new UserKey("acme", "jon");
    ObjectKey key = ObjectKey.of(owner, Area.MEMORIES, "m1");
    persist.objects().put(key, "of an attempt that ended".getBytes(UTF_8), "application/json");

    // When
    MemoryPersisted persisted =
        persisted(persist.apply(List.of(written(owner, "m1", null))).getFirst());

    // Then
    byte[] salt = persist.one(owner, "SELECT salt FROM mneme.memory", row -> row.getBytes(1));
    assertThat(persisted.commitment())
        .isEqualTo(Sha256.hex(salt, persist.objects().get(key).orElseThrow()));
  }

  @Test
  void repliesStayTheSameWhenAnotherReleaseWouldWriteAnotherObject() {
    // Given
    UserKey owner = new UserKey("acme", "kim");
    CloudEvent event = written(owner, "m1", null);
    ObjectKey key = ObjectKey.of(owner, Area.MEMORIES, "m1");
    List<Outcome> before = persist.apply(List.of(event));
    byte[] older = "{\"as\":\"an older release wrote it\"}".getBytes(UTF_8);
    persist.objects().put(key, older, "application/json");

    // When
    List<Outcome> after = persist.apply(List.of(event));

    // Then
    assertThat(after).isEqualTo(before);
    assertThat(persist.objects().get(key))
        .hasValueSatisfying(kept -> assertThat(kept).isEqualTo(older));
  }

  @Test
  void refusesAnotherEventForTheSameMemory() throws Exception {
    // Given
    UserKey owner = new UserKey("acme", "eve");
    persist.apply(List.of(written(owner, "m1", LifeCategory.WORK)));
    CloudEvent other =
        CloudEventBuilder.v1(written(owner, "m1", LifeCategory.HOME)).withId("other").build();

    // When
    Outcome outcome = persist.apply(List.of(other)).getFirst();

    // Then
    assertThat(((Outcome.Refused) outcome).problem().detail()).contains("subject").contains("m1");
    assertThat(persist.count(owner)).isEqualTo(1);
  }

  @Test
  void refusesAnotherMemoryOfTheSameEvent() throws Exception {
    // Given
    UserKey owner = new UserKey("acme", "lea");
    CloudEvent event = written(owner, "m1", null);
    CloudEvent other = CloudEventBuilder.v1(event).withSubject("m2").build();

    // When
    List<Outcome> outcomes = persist.apply(List.of(event, other));

    // Then
    assertThat(outcomes.get(0)).isInstanceOf(Outcome.Done.class);
    assertThat(((Outcome.Refused) outcomes.get(1)).problem().errors().getFirst())
        .isEqualTo(
            new FieldError(
                "id", "\"classified-m1\"", "the id of one event; it has made memory m1"));
    assertThat(persist.objects().get(ObjectKey.of(owner, Area.MEMORIES, "m2"))).isEmpty();
    assertThat(persist.count(owner)).isEqualTo(1);
  }

  @Test
  void eventOfAnEventThatIsRefusedForItsIdDoesNotSpoilTheIdForAnother() throws Exception {
    // Given
    UserKey owner = new UserKey("acme", "quy");
    CloudEvent first = written(owner, "m1", null);
    CloudEvent sameEvent = CloudEventBuilder.v1(first).withSubject("m2").build();
    CloudEvent second = written(owner, "m2", null);

    // When
    List<Outcome> outcomes = persist.apply(List.of(first, sameEvent, second));

    // Then
    assertThat(persisted(outcomes.get(0)).position()).isEqualTo(1);
    assertThat(outcomes.get(1)).isInstanceOf(Outcome.Refused.class);
    assertThat(persisted(outcomes.get(2)).position()).isEqualTo(2);
    assertThat(persist.objects().get(ObjectKey.of(owner, Area.MEMORIES, "m2"))).isPresent();
  }
}
