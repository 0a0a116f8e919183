// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.persist.repair;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mneme.contract.UserKey;
import dev.mneme.contract.settings.Settings;
import dev.mneme.persist.Persisting;
import dev.mneme.persist.copies.Content;
import dev.mneme.persist.copies.Copies;
import dev.mneme.stores.Area;
import dev.mneme.stores.ObjectKey;
import dev.mneme.stores.ObjectStore;
import dev.mneme.stores.Postgres;
import dev.mneme.stores.Sha256;
import dev.mneme.stores.TestStores;
import dev.mneme.stores.document.DocumentStore;
import dev.mneme.stores.document.MemoryDocument;
import dev.mneme.stores.document.mongo.MongoDocuments;
import dev.mneme.stores.search.IndexEntry;
import dev.mneme.stores.search.IndexedMemory;
import dev.mneme.stores.search.MemoryIndex;
import dev.mneme.stores.search.connect.MemoryIndexes;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Repair on four real stores; on Postgres as the role it has there. */
class ReconcilerTest {
  private static final TestStores STORES = TestStores.shared();

  private static Postgres persisting;
  private static Postgres repairing;
  private static ObjectStore objects;
  private static DocumentStore documents;
  private static MemoryIndex index;
  private static Persisting persist;

  private final UserKey owner = new UserKey("acme", "user/" + UUID.randomUUID());

  @BeforeAll
  static void connect() {
    Settings settings = Settings.from(STORES.allFour("persist"));
    persisting = Postgres.of(settings);
    repairing = Postgres.of(Settings.from(STORES.environment("repair")));
    objects = ObjectStore.of(settings);
    documents = MongoDocuments.of(settings);
    index = MemoryIndexes.of(settings);
    persist = new Persisting(persisting, new Copies(objects, documents, index));
    // Other tests of this module leave differences on purpose.
    run(true);
  }

  @AfterAll
  static void close() {
    documents.close();
    objects.close();
    repairing.close();
    persisting.close();
  }

  /** Whatever a test left, the next begins with a healthy system. */
  @AfterEach
  void nothingIsLeft() {
    run(true);
    assertThat(own(run(false))).isEmpty();
  }

  @Test
  void healthySystemHasNoDifferences() {
    // Given
    persist.persist(owner, "m1", "m2");

    // When
    Report report = run(true);

    // Then
    assertThat(report.differences()).isEmpty();
    assertThat(report.memories()).isGreaterThanOrEqualTo(2);
    assertThat(ReportText.of(report, true)).startsWith("0 differences in ");
  }

  @Test
  void whatIsMissingAnywhereIsPutBack() {
    // Given
    persist.persist(owner, "m1", "m2", "m3");
    final byte[] object = object("m1");
    index.refresh();
    final List<IndexEntry> entries = index.entries(owner, null, 10);
    objects.delete(key("m1"));
    documents.remove(owner, List.of("m2"));
    index.remove(owner, List.of("m3"));

    // When
    Report report = run(true);

    // Then
    assertThat(own(report))
        .containsExactlyInAnyOrder(
            difference(Store.S3, Trouble.MISSING, "m1"),
            difference(Store.MONGODB, Trouble.MISSING, "m2"),
            difference(Store.SEARCH, Trouble.MISSING, "m3"));
    assertThat(object("m1")).isEqualTo(object);
    assertThat(documents.get(owner, "m2")).isPresent();
    index.refresh();
    assertThat(index.entries(owner, null, 10)).containsExactlyInAnyOrderElementsOf(entries);
    assertThat(ReportText.of(report, true)).contains("S3       missing").contains("all mended");
  }

  @Test
  void whatDiffersIsReplacedByWhatWasCommittedTo() {
    // Given
    persist.persist(owner, "m1", "m2", "m3");
    byte[] object = object("m1");
    objects.put(key("m1"), "{\"forged\":true}".getBytes(UTF_8), Content.MEDIA_TYPE);
    documents.put(List.of(document("m2", "{\"forged\":true}")));
    index.put(List.of(entry("m3", "forged")));

    // When
    Report report = run(true);

    // Then
    assertThat(own(report))
        .containsExactlyInAnyOrder(
            difference(Store.S3, Trouble.DIFFERENT, "m1"),
            difference(Store.MONGODB, Trouble.DIFFERENT, "m2"),
            difference(Store.SEARCH, Trouble.DIFFERENT, "m3"));
    assertThat(object("m1")).isEqualTo(object);
    assertThat(documents.get(owner, "m2"))
        .hasValueSatisfying(found -> assertThat(found.json()).isEqualTo(object("m2")));
  }

  @Test
  void whatNoRowClaimsIsRemoved() {
    // Given
    persist.persist(owner, "m1");
    objects.put(key("half"), "{}".getBytes(UTF_8), Content.MEDIA_TYPE);
    documents.put(List.of(document("half", "{}")));
    index.put(List.of(entry("half", "half written")));

    // When
    Report report = run(true);

    // Then
    assertThat(own(report))
        .containsExactlyInAnyOrder(
            difference(Store.S3, Trouble.UNCLAIMED, "half"),
            difference(Store.MONGODB, Trouble.UNCLAIMED, "half"),
            difference(Store.SEARCH, Trouble.UNCLAIMED, "half"));
    assertThat(objects.get(key("half"))).isEmpty();
    assertThat(objects.get(key("m1"))).isPresent();
  }

  @Test
  void whatIsHeldOfSomebodyWithoutAnAccountIsRemoved() throws SQLException {
    // Given
    documents.put(List.of(document("half", "{}")));
    UserKey inS3 = new UserKey("tenant " + UUID.randomUUID(), "=2F");
    ObjectKey key = ObjectKey.of(inS3, Area.MEMORIES, "half");
    objects.put(key, "{}".getBytes(UTF_8), Content.MEDIA_TYPE);

    // When
    Report report = run(true);

    // Then
    assertThat(report.differences())
        .contains(
            difference(Store.MONGODB, Trouble.UNCLAIMED, "half"),
            new Difference(Store.S3, Trouble.UNCLAIMED, inS3, "half"));
    assertThat(objects.get(key)).isEmpty();
    assertThat(accounts()).isZero();
  }

  @Test
  void withoutMendingNothingChanges() {
    // Given
    persist.persist(owner, "m1");
    documents.remove(owner, List.of("m1"));
    index.put(List.of(entry("half", "half written")));

    // When
    List<Difference> first = own(run(false));
    List<Difference> second = own(run(false));

    // Then
    assertThat(first).hasSize(2).isEqualTo(second);
    assertThat(documents.get(owner, "m1")).isEmpty();
  }

  @Test
  void whatNoStoreHasIsToldAndNotInvented() throws SQLException {
    // Given
    persist.persist(owner, "m1");
    objects.delete(key("m1"));
    documents.remove(owner, List.of("m1"));

    // When
    Report report = run(true);

    // Then
    assertThat(own(report)).containsExactly(difference(Store.S3, Trouble.LOST, "m1"));
    assertThat(report.lost()).isEqualTo(1);
    assertThat(ReportText.of(report, true)).contains("1 lost").doesNotContain("mended");
    superuser("DELETE FROM mneme.account WHERE user_id = '" + owner.user() + "'");
    superuser("DELETE FROM mneme.memory WHERE user_id = '" + owner.user() + "'");
  }

  @Test
  void repairSeesNoText() throws SQLException {
    // When
    List<String> columns =
        List.of("text", "embedding", "audio", "owner_category").stream()
            .filter(ReconcilerTest::mayRead)
            .toList();

    // Then
    assertThat(columns).isEmpty();
    assertThat(mayRead("commitment")).isTrue();
  }

  private static Report run(boolean mending) {
    return new Reconciler(new Rows(repairing), new Others(objects, documents, index), mending)
        .run();
  }

  private List<Difference> own(Report report) {
    return report.differences().stream().filter(found -> found.owner().equals(owner)).toList();
  }

  private Difference difference(Store store, Trouble trouble, String id) {
    return new Difference(store, trouble, owner, id);
  }

  private ObjectKey key(String id) {
    return ObjectKey.of(owner, Area.MEMORIES, id);
  }

  private byte[] object(String id) {
    return objects.get(key(id)).orElseThrow();
  }

  private MemoryDocument document(String id, String json) {
    byte[] bytes = json.getBytes(UTF_8);
    return new MemoryDocument(owner, id, Instant.EPOCH, bytes, Sha256.hex(bytes));
  }

  private IndexedMemory entry(String id, String text) {
    return new IndexedMemory(
        owner,
        id,
        1,
        Instant.EPOCH,
        text,
        "home",
        "event",
        List.of(),
        "written",
        "en",
        new float[] {1, 0},
        "test");
  }

  private long accounts() throws SQLException {
    try (Connection connection = STORES.superuser();
        var statement =
            connection.prepareStatement("SELECT count(*) FROM mneme.account WHERE user_id = ?")) {
      statement.setString(1, owner.user());
      try (ResultSet row = statement.executeQuery()) {
        assertThat(row.next()).isTrue();
        return row.getLong(1);
      }
    }
  }

  private static boolean mayRead(String column) {
    try (Connection connection = STORES.superuser();
        ResultSet row =
            connection
                .createStatement()
                .executeQuery(
                    "SELECT has_column_privilege('mneme_repair', 'mneme.memory', '"
                        + column
                        + "', 'SELECT')")) {
      return row.next() && row.getBoolean(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void superuser(String sql) throws SQLException {
    try (Connection connection = STORES.superuser();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
