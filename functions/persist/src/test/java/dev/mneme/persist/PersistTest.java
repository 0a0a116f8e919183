// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.persist;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.mneme.contract.EventData;
import dev.mneme.contract.EventType;
import dev.mneme.contract.FieldError;
import dev.mneme.contract.LifeCategory;
import dev.mneme.contract.MemoryKind;
import dev.mneme.contract.UserKey;
import dev.mneme.contract.batch.Outcome;
import dev.mneme.contract.data.CategoryLabel;
import dev.mneme.contract.data.Embedding;
import dev.mneme.contract.data.KindLabel;
import dev.mneme.contract.data.MemoryClassified;
import dev.mneme.contract.data.MemoryPersisted;
import dev.mneme.contract.data.ModelTrainingRequested;
import dev.mneme.contract.data.Person;
import dev.mneme.contract.data.Transcript;
import dev.mneme.contract.data.Word;
import dev.mneme.contract.settings.Settings;
import dev.mneme.persist.copies.Content;
import dev.mneme.persist.copies.Copies;
import dev.mneme.servers.Ports;
import dev.mneme.stores.Area;
import dev.mneme.stores.ObjectKey;
import dev.mneme.stores.ObjectStore;
import dev.mneme.stores.Postgres;
import dev.mneme.stores.Sha256;
import dev.mneme.stores.TestStores;
import dev.mneme.stores.UserScope;
import dev.mneme.stores.document.DocumentStore;
import dev.mneme.stores.document.mongo.MongoDocuments;
import dev.mneme.stores.search.Fingerprint;
import dev.mneme.stores.search.IndexEntry;
import dev.mneme.stores.search.MemoryFilter;
import dev.mneme.stores.search.MemoryIndex;
import dev.mneme.stores.search.MemoryQuery;
import dev.mneme.stores.search.connect.MemoryIndexes;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import java.net.URI;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Persist on four real stores; on Postgres as the role it has there. */
class PersistTest {
  private static final TestStores STORES = TestStores.shared();

  private static FourStores stores;
  private static Postgres postgres;
  private static ObjectStore objects;
  private static DocumentStore documents;
  private static MemoryIndex index;
  private static PersistFunction persist;

  @BeforeAll
  static void connect() {
    Map<String, String> environment = STORES.allFour("persist");
    environment.put("MNEME_POSTGRES_WAIT", "PT3S");
    environment.put("MNEME_S3_TIMEOUT", "PT3S");
    stores = FourStores.of(environment);
    postgres = stores.postgres();
    objects = stores.objects();
    documents = stores.documents();
    index = stores.index();
    persist = persist(documents, index);
  }

  private static PersistFunction persist(DocumentStore documents, MemoryIndex index) {
    return new PersistFunction(
        new MemoryKeeper(
            new UserScope(postgres),
            new Copies(objects, documents, index),
            new TrainingThreshold(3, 2)));
  }

  @AfterAll
  static void close() {
    stores.close();
  }

  @Test
  void keepsARowAndAnObjectThatTheCommitmentIsOver() throws Exception {
    // Given
    UserKey owner = new UserKey("acme", "ada");

    // When
    MemoryPersisted persisted = persisted(persist.apply(List.of(spoken(owner, "m1"))).getFirst());

    // Then
    byte[] object = objects.get(ObjectKey.of(owner, Area.MEMORIES, "m1")).orElseThrow();
    byte[] salt = one(owner, "SELECT salt FROM mneme.memory", row -> row.getBytes(1));
    assertThat(persisted.commitment()).isEqualTo(Sha256.hex(salt, object));
    assertThat(persisted.position()).isEqualTo(1);
    assertThat(persisted.category()).isEqualTo(LifeCategory.HOME);
    assertThat(new String(object, UTF_8)).contains("\"text\":\"text of m1\"");
    String words = one(owner, "SELECT words::text FROM mneme.transcript", row -> row.getString(1));
    assertThat(words).contains("\"word\": \"hello\"");
  }

  @Test
  void oneWriteReachesAllFourStoresWithTheSameContent() {
    // Given
    UserKey owner = new UserKey("acme", "abe");

    // When
    persist.apply(List.of(spoken(owner, "m1"), written(owner, "m2", LifeCategory.WORK)));

    // Then
    byte[] object = objects.get(ObjectKey.of(owner, Area.MEMORIES, "m1")).orElseThrow();
    assertThat(documents.get(owner, "m1"))
        .hasValueSatisfying(
            document -> {
              assertThat(document.json()).isEqualTo(object);
              assertThat(document.sha256()).isEqualTo(Sha256.hex(object));
            });
    Content content = Content.read(owner, "m1", object);
    index.refresh();
    assertThat(index.entries(owner, null, 10))
        .hasSize(2)
        .contains(new IndexEntry("m1", Fingerprint.of(content.indexed(1))));
    MemoryFilter spokenAtHome =
        new MemoryFilter(
            null, null, null, Set.of("home"), Set.of("event"), Set.of(), Set.of("spoken"));
    MemoryQuery query = new MemoryQuery("text", new float[] {0.6f, 0.8f}, "test", spokenAtHome, 10);
    assertThat(index.search(owner, query))
        .singleElement()
        .satisfies(
            found -> {
              assertThat(found.id()).isEqualTo("m1");
              assertThat(found.position()).isEqualTo(1);
              assertThat(found.nearness()).isCloseTo(1, within(1e-4));
            });
  }

  @Test
  void withoutMongoDbNothingIsVisibleAndLaterItIs() throws Exception {
    // Given
    String nowhere = "mongodb://127.0.0.1:" + Ports.free() + "/mneme";
    try (DocumentStore away =
        MongoDocuments.of(
            Settings.from(
                Map.of("MNEME_MONGODB_URI", nowhere, "MNEME_MONGODB_TIMEOUT", "PT0.5S")))) {
      isInvisibleUntilTheStoreIsBack(new UserKey("acme", "ned"), persist(away, index));
    }
  }

  @Test
  void withoutTheSearchEngineNothingIsVisibleAndLaterItIs() throws Exception {
    // Given
    String nowhere = "http://127.0.0.1:" + Ports.free();
    try (MemoryIndex away =
        MemoryIndexes.of(Settings.from(Map.of("MNEME_OPENSEARCH_URL", nowhere)))) {
      isInvisibleUntilTheStoreIsBack(new UserKey("acme", "ola"), persist(documents, away));
    }
  }

  private static void isInvisibleUntilTheStoreIsBack(UserKey owner, PersistFunction without)
      throws SQLException {
    // Given
    List<CloudEvent> events = List.of(written(owner, "m1", null), written(owner, "m2", null));

    // When
    List<Outcome> away = without.apply(events);
    long visible = count(owner);
    List<Outcome> back = persist.apply(events);

    // Then
    assertThat(away).allSatisfy(outcome -> assertThat(outcome).isInstanceOf(Outcome.Later.class));
    assertThat(visible).isZero();
    assertThat(back).extracting(outcome -> persisted(outcome).position()).containsExactly(1L, 2L);
    index.refresh();
    assertThat(index.entries(owner, null, 10)).hasSize(2);
    assertThat(documents.entries(owner, null, 10)).hasSize(2);
  }

  @Test
  void whomAMemoryNamesIsKeptAndFound() throws Exception {
    // Given
    UserKey owner = new UserKey("acme", "rio");

    // When
    persist.apply(List.of(written(owner, "m1", null), written(owner, "m2", null)));

    // Then
    String mentions =
        one(
            owner,
            "SELECT string_agg(memory_id || ' ' || name, ', ' ORDER BY memory_id, name)"
                + " FROM mneme.mention",
            row -> row.getString(1));
    assertThat(mentions).isEqualTo("m1 Inês, m1 Kenji, m2 Inês, m2 Kenji");
    index.refresh();
    MemoryFilter kenji =
        new MemoryFilter(null, null, null, Set.of(), Set.of(), Set.of("kenji"), Set.of());
    assertThat(index.search(owner, new MemoryQuery("text", new float[0], "test", kenji, 10)))
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
            PersistTest.<Long>one(
                owner, "SELECT count(*) FROM mneme.account", row -> row.getLong(1)))
        .isEqualTo(1);
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
    assertThat(objects.get(ObjectKey.of(owner, Area.MEMORIES, "m2"))).isPresent();
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
    assertThat(count(owner)).isEqualTo(1);
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
    assertThat(count(owner)).isEqualTo(1);
  }

  @Test
  void aBadEventFailsAlone() throws Exception {
    // Given
    UserKey owner = new UserKey("acme", "fay");
    CloudEvent bad =
        CloudEventBuilder.v1(written(owner, "m2", null))
            .withData("application/json", "{\"text\":\"\\u0000\"}".getBytes(UTF_8))
            .build();

    // When
    List<Outcome> outcomes =
        persist.apply(List.of(written(owner, "m1", null), bad, written(owner, "m3", null)));

    // Then
    assertThat(outcomes.get(0)).isInstanceOf(Outcome.Done.class);
    assertThat(((Outcome.Refused) outcomes.get(1)).problem().errors())
        .extracting(e -> e.field())
        .contains("data.text", "data.category");
    assertThat(outcomes.get(2)).isInstanceOf(Outcome.Done.class);
    assertThat(count(owner)).isEqualTo(2);
  }

  @Test
  void withoutS3NothingIsVisibleAndLaterItIs() throws Exception {
    // Given
    UserKey owner = new UserKey("acme", "gil");
    List<CloudEvent> events = List.of(written(owner, "m1", null), written(owner, "m2", null));
    STORES.s3().kill();

    // When
    List<Outcome> away = persist.apply(events);
    long visible = count(owner);
    STORES.s3().start();
    List<Outcome> back = persist.apply(events);

    // Then
    assertThat(away).allSatisfy(outcome -> assertThat(outcome).isInstanceOf(Outcome.Later.class));
    assertThat(visible).isZero();
    assertThat(back).extracting(outcome -> persisted(outcome).position()).containsExactly(1L, 2L);
  }

  @Test
  void withoutPostgresTheEventsWaitAndLaterTheyAreThere() throws Exception {
    // Given
    UserKey owner = new UserKey("acme", "hal");
    List<CloudEvent> events = List.of(written(owner, "m1", null));
    STORES.postgres().kill();

    // When
    List<Outcome> away = persist.apply(events);
    STORES.postgres().start();
    List<Outcome> back = persist.apply(events);

    // Then
    assertThat(away).allSatisfy(outcome -> assertThat(outcome).isInstanceOf(Outcome.Later.class));
    assertThat(persisted(back.getFirst()).position()).isEqualTo(1);
    assertThat(count(owner)).isEqualTo(1);
  }

  @Test
  void withoutS3WhatIsThereIsToldAndWhatIsNewWaits() throws Exception {
    // Given
    UserKey owner = new UserKey("acme", "ida");
    CloudEvent there = written(owner, "m1", null);
    List<Outcome> first = persist.apply(List.of(there));
    STORES.s3().kill();

    // When
    List<Outcome> mixed = persist.apply(List.of(written(owner, "m2", null), there));
    STORES.s3().start();

    // Then
    assertThat(mixed.get(0)).isInstanceOf(Outcome.Later.class);
    assertThat(mixed.get(1)).isEqualTo(first.getFirst());
    assertThat(count(owner)).isEqualTo(1);
  }

  @Test
  void objectThatNoRowClaimsIsReplaced() throws Exception {
    // Given
    UserKey owner = new UserKey("acme", "jon");
    ObjectKey key = ObjectKey.of(owner, Area.MEMORIES, "m1");
    objects.put(key, "of an attempt that ended".getBytes(UTF_8), "application/json");

    // When
    MemoryPersisted persisted =
        persisted(persist.apply(List.of(written(owner, "m1", null))).getFirst());

    // Then
    byte[] salt = one(owner, "SELECT salt FROM mneme.memory", row -> row.getBytes(1));
    assertThat(persisted.commitment()).isEqualTo(Sha256.hex(salt, objects.get(key).orElseThrow()));
  }

  @Test
  void repliesStayTheSameWhenAnotherReleaseWouldWriteAnotherObject() {
    // Given
    UserKey owner = new UserKey("acme", "kim");
    CloudEvent event = written(owner, "m1", null);
    ObjectKey key = ObjectKey.of(owner, Area.MEMORIES, "m1");
    List<Outcome> before = persist.apply(List.of(event));
    byte[] older = "{\"as\":\"an older release wrote it\"}".getBytes(UTF_8);
    objects.put(key, older, "application/json");

    // When
    List<Outcome> after = persist.apply(List.of(event));

    // Then
    assertThat(after).isEqualTo(before);
    assertThat(objects.get(key)).hasValueSatisfying(kept -> assertThat(kept).isEqualTo(older));
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
    assertThat(objects.get(ObjectKey.of(owner, Area.MEMORIES, "m2"))).isEmpty();
    assertThat(count(owner)).isEqualTo(1);
  }

  @Test
  void whatTheDatabaseRefusesFailsAlone() throws Exception {
    // Given
    UserKey owner = new UserKey("acme", "mia");
    superuser("ALTER TABLE mneme.memory ADD CONSTRAINT defect CHECK (text <> 'text of defect')");

    // When
    List<Outcome> outcomes =
        persist.apply(Stream.of("m1", "defect", "m3").map(id -> written(owner, id, null)).toList());
    superuser("ALTER TABLE mneme.memory DROP CONSTRAINT defect");

    // Then
    assertThat(persisted(outcomes.get(0)).position()).isEqualTo(1);
    assertThat(((Outcome.Later) outcomes.get(1)).problem().status()).isEqualTo(500);
    assertThat(persisted(outcomes.get(2)).position()).isEqualTo(2);
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

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"language\":\"en\" | \"language\":\"e\\u0000n\" | data.language",
        "\"word\":\"hello\" | \"word\":\"\\u0000\" | data.transcript.words[0].word",
        "\"word\":\"hello\" | \"word\":\"\\ud800\" | data.transcript.words[0].word",
        "\"text\":\"text of m1\" | \"text\":\"\\ud800\" | data.text",
        "mpkZP83MTD8= | mpkZPwAAwH8= | data.embedding.values",
      })
  void refusesWhatNoStoreCanKeep(String good, String bad, String field) {
    // Given
    CloudEvent event = spoken(new UserKey("acme", "nia"), "m1");
    String data = new String(requireNonNull(event.getData()).toBytes(), UTF_8);
    assertThat(data).contains(good);
    CloudEvent broken =
        CloudEventBuilder.v1(event)
            .withData("application/json", data.replace(good, bad).getBytes(UTF_8))
            .build();

    // When
    Outcome outcome = persist.apply(List.of(broken)).getFirst();

    // Then
    assertThat(((Outcome.Refused) outcome).problem().errors())
        .extracting(FieldError::field)
        .containsExactly(field);
  }

  private static void superuser(String sql) throws SQLException {
    try (Connection connection = STORES.superuser();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private interface Column<T> {
    T of(ResultSet row) throws SQLException;
  }

  private static <T> T one(UserKey owner, String query, Column<T> column) {
    return new UserScope(postgres)
        .call(
            owner,
            connection -> {
              try (ResultSet row = connection.createStatement().executeQuery(query)) {
                assertThat(row.next()).isTrue();
                return column.of(row);
              }
            });
  }

  private static long count(UserKey owner) {
    return one(owner, "SELECT count(*) FROM mneme.memory", row -> row.getLong(1));
  }

  private static MemoryPersisted persisted(Outcome outcome) {
    return EventData.read(((Outcome.Done) outcome).replies().getFirst(), MemoryPersisted.class);
  }

  private static List<ModelTrainingRequested> requests(Outcome outcome) {
    return ((Outcome.Done) outcome)
        .replies().stream()
            .filter(reply -> EventType.of(reply) == EventType.MODEL_TRAINING_REQUESTED)
            .map(reply -> EventData.read(reply, ModelTrainingRequested.class))
            .toList();
  }

  private static CloudEvent spoken(UserKey owner, String id) {
    return event(
        owner, id, null, new Transcript("test", 0.9, 1, List.of(new Word("hello", 0, 0.5, 0.9))));
  }

  private static CloudEvent written(UserKey owner, String id, @Nullable LifeCategory category) {
    return event(owner, id, category, null);
  }

  private static CloudEvent event(
      UserKey owner, String id, @Nullable LifeCategory category, @Nullable Transcript transcript) {
    MemoryClassified memory =
        new MemoryClassified(
            "text of " + id,
            "en",
            new CategoryLabel(LifeCategory.HOME, 0.8, false),
            new KindLabel(MemoryKind.EVENT, 0.7),
            category,
            Embedding.of("test", new float[] {0.6f, 0.8f}),
            transcript,
            null,
            List.of(new Person("Kenji"), new Person("Inês")));
    return CloudEventBuilder.v1()
        .withId("classified-" + id)
        .withSource(URI.create("/mneme/classify"))
        .withType(EventType.MEMORY_CLASSIFIED.type())
        .withSubject(id)
        .withTime(OffsetDateTime.parse("2026-03-01T08:00:00Z"))
        .withExtension("tenant", owner.tenant())
        .withExtension("userid", owner.user())
        .withData("application/json", EventData.write(memory))
        .build();
  }
}
