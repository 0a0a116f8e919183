// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.train;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mneme.contract.EventData;
import dev.mneme.contract.EventType;
import dev.mneme.contract.Purpose;
import dev.mneme.contract.UserKey;
import dev.mneme.contract.batch.EventBatch;
import dev.mneme.contract.batch.Outcome;
import dev.mneme.contract.batch.Outcomes;
import dev.mneme.contract.data.ModelTrained;
import dev.mneme.contract.settings.Settings;
import dev.mneme.runtime.FunctionApplication;
import dev.mneme.runtime.RunningFunction;
import dev.mneme.servers.Home;
import dev.mneme.servers.PostgresServer;
import dev.mneme.servers.S3Server;
import dev.mneme.stores.Area;
import dev.mneme.stores.Migrate;
import dev.mneme.stores.ObjectKey;
import dev.mneme.stores.ObjectStore;
import dev.mneme.stores.PackedVectors;
import dev.mneme.stores.Postgres;
import dev.mneme.stores.Sha256;
import dev.mneme.stores.TestConsents;
import dev.mneme.stores.UserScope;
import io.cloudevents.CloudEvent;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Training over real HTTP, on a real Postgres with its roles and row security, and a real S3. */
class TrainTest {
  private static final String INSERT =
      """
      INSERT INTO mneme.memory (tenant, user_id, id, position, occurred_at, text, category, confidence, unsure,
        kind, kind_confidence, owner_category, embedding, embedding_model, salt, commitment, event_source, event_id)
      VALUES (?, ?, ?, ?, ?, 'words', ?, ?, false, 'event', 1, ?, ?, ?, ?, ?, '/test', ?)\
      """;
  private static final String MODEL = "model-1";
  private static final OffsetDateTime FIRST_DAY = OffsetDateTime.parse("2025-01-01T08:00:00Z");

  private static PostgresServer postgres;
  private static S3Server s3;
  private static Postgres persist;
  private static Postgres trainRole;
  private static ObjectStore objects;
  private static RunningFunction train;

  @BeforeAll
  static void start(@TempDir Path directory) {
    Home home = new Home(directory);
    postgres = PostgresServer.start(home, PostgresServer.Durability.THROWAWAY);
    s3 = S3Server.start(home, "mneme");
    Map<String, String> owner = new HashMap<>();
    owner.put("MNEME_POSTGRES_URL", postgres.jdbcUrl());
    owner.put("MNEME_POSTGRES_OWNER_USER", postgres.user());
    owner.put("MNEME_POSTGRES_OWNER_PASSWORD", postgres.password());
    Migrate.FUNCTIONS.forEach(
        f -> owner.put("MNEME_POSTGRES_PASSWORD_" + f.toUpperCase(Locale.ROOT), f));
    Migrate.of(Settings.from(owner)).run();
    persist = Postgres.of(Settings.from(as("persist")));
    trainRole = Postgres.of(Settings.from(as("train")));
    objects = ObjectStore.of(Settings.from(s3()));
    Map<String, String> environment = as("train");
    environment.putAll(s3());
    environment.put("PORT", "0");
    train = FunctionApplication.start(new TrainConfiguration(), environment);
  }

  @AfterAll
  static void stop() {
    train.close();
    objects.close();
    trainRole.close();
    persist.close();
    s3.close();
    postgres.close();
  }

  @Test
  void habitIsLearntKeptRegisteredAndPromoted() throws Exception {
    // Given
    UserKey ana = new UserKey("acme", "ana *>");
    persisted(ana, Users.memories(1, 90, Users::oddly), MODEL);

    // When
    ModelTrained model = model(post(Events.request("1", ana, 90, 90)).getFirst());

    // Then
    assertThat(model.memories()).isEqualTo(90);
    assertThat(model.heldOut()).isEqualTo(30);
    assertThat(model.heldOutAccuracy()).isGreaterThan(model.baselineAccuracy());
    assertThat(model.promoted()).isTrue();
    assertThat(model.version()).startsWith("000000000090-");
    byte[] artifact = objects.get(ObjectKey.of(ana, Area.MODELS, model.version())).orElseThrow();
    assertThat(model.artifact())
        .isEqualTo(objects.uri(ObjectKey.of(ana, Area.MODELS, model.version())));
    assertThat(Sha256.hex(artifact)).isEqualTo(model.sha256());
    assertThat(HeadFile.read(artifact, MODEL).dimensions()).isEqualTo(Users.DIMENSIONS);
    assertThat(registered(ana)).isEqualTo(1);
  }

  @Test
  void sameRequestTwiceGivesOneModelAndTheSameAnswer() throws Exception {
    // Given
    UserKey ben = new UserKey("acme", "ben");
    persisted(ben, Users.memories(2, 30, Users::oddly), MODEL);
    CloudEvent request = Events.request("1", ben, 30, 30);

    // When
    List<Outcome> twice = post(request, request);
    List<Outcome> again = post(request);

    // Then
    assertThat(reply(twice.get(1))).isEqualTo(reply(twice.get(0)));
    assertThat(reply(again.getFirst())).isEqualTo(reply(twice.get(0)));
    assertThat(registered(ben)).isEqualTo(1);
  }

  @Test
  void whoForbidsItIsNotLearntFrom() throws Exception {
    // Given
    UserKey eve = new UserKey("acme", "eve");
    persisted(eve, Users.memories(4, 30, Users::oddly), MODEL);
    TestConsents decisions =
        new TestConsents(
            () ->
                DriverManager.getConnection(
                    postgres.jdbcUrl(), postgres.user(), postgres.password()));
    decisions.decide(eve, Purpose.TRAIN, false);
    CloudEvent request = Events.request("1", eve, 30, 30);

    // When
    Outcome refused = post(request).getFirst();

    // Then
    assertThat(refused)
        .isInstanceOfSatisfying(
            Outcome.Refused.class,
            outcome -> {
              assertThat(outcome.problem().status()).isEqualTo(403);
              assertThat(outcome.problem().detail()).contains("consent", "train");
            });
    assertThat(registered(eve)).isZero();

    // And once it is allowed again, the same event is learnt from
    decisions.decide(eve, Purpose.TRAIN, true);
    assertThat(model(post(request).getFirst()).memories()).isEqualTo(30);
  }

  @Test
  void laterMemoriesDoNotCount() throws Exception {
    // Given
    UserKey cleo = new UserKey("acme", "cleo");
    persisted(cleo, Users.memories(3, 60, Users::oddly), MODEL);

    // When
    ModelTrained early = model(post(Events.request("1", cleo, 30, 30)).getFirst());
    ModelTrained late = model(post(Events.request("2", cleo, 60, 60)).getFirst());

    // Then
    assertThat(early.memories()).isEqualTo(30);
    assertThat(late.memories()).isEqualTo(60);
    assertThat(late.version()).isGreaterThan(early.version());
  }

  @Test
  void drawKeepsTheBaselineAndSaysSo() throws Exception {
    // Given
    UserKey dan = new UserKey("acme", "dan");
    persisted(dan, Users.memories(4, 30, Users::plainly), MODEL);

    // When
    ModelTrained model = model(post(Events.request("1", dan, 30, 30)).getFirst());

    // Then
    assertThat(model.heldOutAccuracy()).isEqualTo(model.baselineAccuracy());
    assertThat(model.promoted()).isFalse();
    assertThat(registered(dan)).isEqualTo(1);
  }

  @Test
  void vectorsOfAnOlderModelAreLeftOut() throws Exception {
    // Given
    UserKey eva = new UserKey("acme", "eva");
    List<LabelledMemory> memories = Users.memories(5, 40, Users::oddly);
    persisted(eva, memories.subList(0, 20), "model-0");
    persisted(eva, memories.subList(20, 40), MODEL, 20);

    // Then
    assertThat(model(post(Events.request("1", eva, 40, 40)).getFirst()).memories()).isEqualTo(20);
  }

  @Test
  void badRequestsAreRefusedAndTheirNeighbourIsNot() throws Exception {
    // Given
    UserKey few = new UserKey("acme", "few");
    UserKey fay = new UserKey("acme", "fay");
    persisted(few, Users.memories(6, 11, Users::plainly), MODEL);
    persisted(fay, Users.memories(7, 12, Users::plainly), MODEL);

    // When
    List<Outcome> outcomes =
        post(
            Events.request("1", few, 11, 11),
            Events.request("2", new UserKey("other", "fay"), 12, 12),
            Events.of("3", fay, EventType.MODEL_TRAINING_REQUESTED, "{\"labelled\":0,\"upTo\":12}"),
            Events.of("4", fay, EventType.TEXT_CAPTURED, "{\"text\":\"hello\"}"),
            Events.request("5", fay, 12, 12));

    // Then
    assertThat(refusal(outcomes.get(0)))
        .isEqualTo(
            "data.upTo: expected a position with at least 12 labelled memories up to it;"
                + " there are 11, found \"11\"");
    assertThat(refusal(outcomes.get(1))).contains("there are 0");
    assertThat(refusal(outcomes.get(2))).contains("data.labelled: expected 1 or more");
    assertThat(refusal(outcomes.get(3)))
        .contains("type: expected dev.mneme.model.training.requested.v1");
    assertThat(model(outcomes.get(4)).heldOut()).isEqualTo(4);
    assertThat(registered(few)).isZero();
  }

  private static void persisted(UserKey owner, List<LabelledMemory> memories, String model) {
    persisted(owner, memories, model, 0);
  }

  private static void persisted(
      UserKey owner, List<LabelledMemory> memories, String model, int before) {
    new UserScope(persist)
        .call(
            owner,
            connection -> {
              try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
                for (int i = 0; i < memories.size(); i++) {
                  LabelledMemory memory = memories.get(i);
                  int position = before + i + 1;
                  insert.setString(1, owner.tenant());
                  insert.setString(2, owner.user());
                  insert.setString(3, "memory-" + position);
                  insert.setLong(4, position);
                  insert.setObject(5, FIRST_DAY.plusDays(position));
                  insert.setString(6, memory.guessed().toString());
                  insert.setDouble(7, memory.confidence());
                  insert.setString(8, memory.meant().toString());
                  insert.setBytes(9, PackedVectors.pack(memory.embedding()));
                  insert.setString(10, model);
                  insert.setBytes(11, new byte[32]);
                  insert.setString(12, "0".repeat(64));
                  insert.setString(13, "event-" + position);
                  insert.addBatch();
                }
                insert.executeBatch();
              }
              return memories.size();
            });
  }

  private static int registered(UserKey owner) {
    return new UserScope(trainRole)
        .call(
            owner,
            connection -> {
              try (PreparedStatement count =
                      connection.prepareStatement("SELECT count(*) FROM mneme.model");
                  ResultSet row = count.executeQuery()) {
                row.next();
                return row.getInt(1);
              }
            });
  }

  private static List<Outcome> post(CloudEvent... events) throws Exception {
    try (HttpClient http = HttpClient.newHttpClient()) {
      byte[] answer =
          http.send(
                  HttpRequest.newBuilder(train.uri())
                      .header("Content-Type", EventBatch.MEDIA_TYPE)
                      .POST(
                          HttpRequest.BodyPublishers.ofByteArray(EventBatch.write(List.of(events))))
                      .build(),
                  BodyHandlers.ofByteArray())
              .body();
      return Outcomes.read(answer, List.of(events));
    }
  }

  private static CloudEvent reply(Outcome outcome) {
    assertThat(outcome).isInstanceOf(Outcome.Done.class);
    return ((Outcome.Done) outcome).replies().getFirst();
  }

  private static ModelTrained model(Outcome outcome) {
    return EventData.read(reply(outcome), ModelTrained::read);
  }

  private static String refusal(Outcome outcome) {
    assertThat(outcome).isInstanceOf(Outcome.Refused.class);
    return ((Outcome.Refused) outcome).problem().detail();
  }

  private static Map<String, String> as(String function) {
    Map<String, String> environment = new HashMap<>();
    environment.put("MNEME_POSTGRES_URL", postgres.jdbcUrl());
    environment.put("MNEME_POSTGRES_USER", Migrate.role(function));
    environment.put("MNEME_POSTGRES_PASSWORD", function);
    return environment;
  }

  private static Map<String, String> s3() {
    return Map.of(
        "MNEME_S3_ENDPOINT", s3.endpoint().toString(),
        "MNEME_S3_BUCKET", s3.bucket(),
        "MNEME_S3_ACCESS_KEY", s3.accessKey(),
        "MNEME_S3_SECRET_KEY", s3.secretKey());
  }
}
