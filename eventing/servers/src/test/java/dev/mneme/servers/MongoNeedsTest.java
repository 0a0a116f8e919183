// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.servers;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.setOnInsert;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.bulk.BulkWriteResult;
import com.mongodb.client.ClientSession;
import com.mongodb.client.MongoChangeStreamCursor;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.changestream.ChangeStreamDocument;
import com.mongodb.client.model.changestream.FullDocument;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.bson.BsonDocument;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What Mneme may ask of a document store through MongoDB's own driver. Runs against our server, or
 * against the one that {@code MONGODB_URI} names, in a database of its own.
 */
class MongoNeedsTest {
  /** A server of MongoDB looks for what has expired once a minute. */
  private static final Duration EXPIRY = Duration.ofSeconds(150);

  @TempDir static Path home;

  private static final Optional<String> OWN = Optional.ofNullable(System.getenv("MONGODB_URI"));
  private static @Nullable MongoServer server;
  private static MongoClient client;

  private MongoCollection<Document> blocks;

  @BeforeAll
  static void connect() {
    server = OWN.isPresent() ? null : MongoServer.start(new Home(home));
    client = MongoClients.create(server == null ? OWN.orElseThrow() : server.uri());
  }

  @AfterAll
  static void disconnect() {
    client.close();
    if (server != null) {
      server.close();
    }
  }

  @BeforeEach
  void collection() {
    blocks = client.getDatabase("needs-" + UUID.randomUUID()).getCollection("blocks");
  }

  @AfterEach
  void drop() {
    client.getDatabase(blocks.getNamespace().getDatabaseName()).drop();
  }

  @Test
  void bulkUpsertsLeaveOneDocumentEachHoweverOftenTheyAreRepeated() {
    // Given
    List<ReplaceOneModel<Document>> upserts =
        IntStream.range(0, 1_000)
            .mapToObj(
                i ->
                    new ReplaceOneModel<>(
                        eq("_id", "home/ada/" + i),
                        new Document("text", "memory " + i).append("embedding", embedding(i)),
                        new ReplaceOptions().upsert(true)))
            .toList();

    // When
    BulkWriteResult first = blocks.bulkWrite(upserts, new BulkWriteOptions().ordered(false));
    BulkWriteResult again = blocks.bulkWrite(upserts, new BulkWriteOptions().ordered(false));

    // Then
    assertThat(first.getUpserts()).hasSize(1_000);
    assertThat(again.getUpserts()).isEmpty();
    assertThat(again.getMatchedCount()).isEqualTo(1_000);
    assertThat(blocks.countDocuments()).isEqualTo(1_000);
    assertThat(blocks.find(eq("_id", "home/ada/7")).first())
        .isEqualTo(
            new Document("_id", "home/ada/7")
                .append("text", "memory 7")
                .append("embedding", embedding(7)));
  }

  @Test
  void anUpsertSetsOnInsertOnlyOnce() {
    // Given
    UpdateOneModel<Document> upsert =
        new UpdateOneModel<>(
            eq("_id", "a"),
            combine(set("seen", "again"), setOnInsert("first", "once")),
            new UpdateOptions().upsert(true));
    blocks.bulkWrite(List.of(upsert));
    blocks.updateOne(eq("_id", "a"), set("first", "kept"));

    // When
    blocks.bulkWrite(List.of(upsert));

    // Then
    assertThat(blocks.find().first()).containsEntry("first", "kept").containsEntry("seen", "again");
  }

  @Test
  void aUniqueIndexOverTwoFieldsRefusesTheSecond() {
    // Given
    blocks.createIndex(Indexes.ascending("owner", "id"), new IndexOptions().unique(true));
    blocks.insertOne(new Document("owner", "home/ada").append("id", "1"));
    blocks.insertOne(new Document("owner", "home/ines").append("id", "1"));

    // When / Then
    assertThatThrownBy(() -> blocks.insertOne(new Document("owner", "home/ada").append("id", "1")))
        .isInstanceOfSatisfying(
            MongoWriteException.class,
            e -> assertThat(e.getError().getCategory()).isEqualTo(ErrorCategory.DUPLICATE_KEY));
    assertThat(blocks.countDocuments()).isEqualTo(2);
  }

  @Test
  void aQueryByOwnerAndTimeUsesItsIndexAndPages() {
    // Given
    blocks.createIndex(Indexes.compoundIndex(Indexes.ascending("owner"), Indexes.descending("at")));
    List<Document> documents = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      documents.add(
          new Document("owner", i % 2 == 0 ? "home/ada" : "home/ines")
              .append("at", Date.from(Instant.ofEpochSecond(i))));
    }
    blocks.insertMany(documents);

    // When (a flat filter: SecantusDB takes no index for what is inside $and)
    var query =
        blocks
            .find(
                new Document("owner", "home/ada")
                    .append("at", new Document("$gte", Date.from(Instant.ofEpochSecond(100)))))
            .sort(Sorts.descending("at"));

    // Then
    assertThat(query.batchSize(50).into(new ArrayList<>()))
        .hasSize(200)
        .allSatisfy(document -> assertThat(document).containsEntry("owner", "home/ada"))
        .first()
        .satisfies(
            document ->
                assertThat(document).containsEntry("at", Date.from(Instant.ofEpochSecond(498))));
    assertThat(query.explain().toJson()).contains("IXSCAN");
  }

  @Test
  void whatHasExpiredIsRemoved() {
    // Given
    blocks.createIndex(Indexes.ascending("until"), new IndexOptions().expireAfter(0L, SECONDS));
    blocks.insertOne(new Document("_id", "old").append("until", Date.from(Instant.EPOCH)));
    blocks.insertOne(
        new Document("_id", "new")
            .append("until", Date.from(Instant.now().plus(Duration.ofDays(1)))));

    // When
    if (server != null) {
      client.getDatabase("admin").runCommand(new Document("secantusAdmin.pruneTtl", 1));
    }

    // Then
    await().atMost(EXPIRY).until(() -> blocks.countDocuments() == 1);
    assertThat(blocks.find().first()).containsEntry("_id", "new");
  }

  @Test
  void aTransactionIsSeenByOthersOnlyOnceItIsCommitted() {
    // Given
    blocks.insertOne(new Document("_id", "0"));
    try (ClientSession session = client.startSession()) {
      // When
      session.startTransaction();
      blocks.insertOne(session, new Document("_id", "1"));

      // Then
      assertThat(blocks.countDocuments(session)).isEqualTo(2);
      assertThat(blocks.find(eq("_id", "1")).first()).isNull();
      session.commitTransaction();
      assertThat(blocks.find(eq("_id", "1")).first()).isNotNull();
    }
  }

  @Test
  void anAbortedTransactionLeavesNothing() {
    // Given
    blocks.insertOne(new Document("_id", "0"));
    try (ClientSession session = client.startSession()) {
      session.startTransaction();
      blocks.insertOne(session, new Document("_id", "1"));
      blocks.deleteOne(session, eq("_id", "0"));

      // When
      session.abortTransaction();
    }

    // Then
    assertThat(blocks.find().into(new ArrayList<>())).containsExactly(new Document("_id", "0"));
  }

  @Test
  void changesAreStreamedAndResumed() {
    // Given
    blocks.insertOne(new Document("_id", "before"));
    BsonDocument seen;
    try (MongoChangeStreamCursor<ChangeStreamDocument<Document>> changes =
        blocks.watch().fullDocument(FullDocument.UPDATE_LOOKUP).cursor()) {
      // When
      blocks.insertOne(new Document("_id", "a").append("text", "said"));
      blocks.deleteOne(eq("_id", "before"));

      // Then
      ChangeStreamDocument<Document> insert = changes.next();
      assertThat(insert.getFullDocument()).containsEntry("text", "said");
      seen = insert.getResumeToken();
    }
    try (MongoChangeStreamCursor<ChangeStreamDocument<Document>> resumed =
        blocks.watch().resumeAfter(seen).cursor()) {
      assertThat(resumed.next().getDocumentKey().getString("_id").getValue()).isEqualTo("before");
    }
  }

  @Test
  void namesAndTextsThatLookLikeOperatorsAreKeptAsTheyAre() {
    // Given
    Document odd =
        new Document("_id", "{\"$ne\": null}")
            .append("text", "$where: 1; \u0000 ok")
            .append("of.a.person", "dot");

    // When
    blocks.insertOne(odd);

    // Then
    assertThat(blocks.find(eq("_id", "{\"$ne\": null}")).first()).isEqualTo(odd);
  }

  @Test
  void aLargeBlockIsKept() {
    // Given
    String transcript = "word ".repeat(1_000_000);

    // When
    blocks.insertOne(new Document("_id", "long").append("text", transcript));

    // Then
    assertThat(blocks.find().first()).containsEntry("text", transcript);
  }

  private static List<Double> embedding(int seed) {
    return IntStream.range(0, 384).mapToObj(i -> Math.sin(seed + i)).toList();
  }
}
