// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.stores.document;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mneme.contract.UserKey;
import dev.mneme.stores.Sha256;
import dev.mneme.stores.StrangeIds;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every {@link DocumentStore} does. Each test has users of its own. */
public abstract class AbstractDocumentStoreTest {
  private static final Instant MARCH = Instant.parse("2026-03-01T08:00:00Z");
  private static final String WHOLE =
      "{\"id\":\"m\",\"z\":1,\"a\":1.0,\"share\":0.7000000000000001,\"long\":9007199254740993,"
          + "\"yes\":true,\"none\":null,\"deep\":{\"list\":[{\"w\":\"hello\"},[],{},-0.5]},"
          + "\"odd\":\"inês 日本 \\u0000 \\\" $where {\\\"$ne\\\":1}\"}";

  private final UserKey ada = new UserKey("tenant " + UUID.randomUUID(), "ada/../lovelace");
  private final UserKey ines = new UserKey(ada.tenant(), "inês");

  /** The adapter; the same for all tests. */
  protected abstract DocumentStore store();

  @Test
  void whatIsPutIsThereByteForByte() {
    // When
    store().put(List.of(document(ada, "m", WHOLE)));

    // Then
    assertThat(json(ada, "m")).hasValue(WHOLE);
    assertThat(store().get(ada, "m"))
        .hasValueSatisfying(
            found -> {
              assertThat(found.sha256()).isEqualTo(Sha256.hex(WHOLE.getBytes(UTF_8)));
              assertThat(found.occurredAt()).isEqualTo(MARCH);
            });
  }

  @Test
  void aDocumentThatIsPutAgainIsReplaced() {
    // Given
    store().put(List.of(document(ada, "m", "{\"text\":\"one\",\"more\":1}")));

    // When
    store().put(List.of(document(ada, "m", "{\"text\":\"two\"}")));
    store().put(List.of(document(ada, "m", "{\"text\":\"two\"}")));

    // Then
    assertThat(json(ada, "m")).hasValue("{\"text\":\"two\"}");
    assertThat(store().entries(ada, null, 10)).hasSize(1);
  }

  @Test
  void ofABatchThatIsThereInPartEveryDocumentIsTheNewOne() {
    // Given
    List<String> ids = List.of("a", "b", "c", "d");
    store().put(List.of(document(ada, "b", "{\"of\":\"before\"}")));
    store().put(List.of(document(ines, "c", "{\"of\":\"another\"}")));
    store().put(List.of(document(ada, "d", "{\"of\":\"before\"}")));

    // When
    store().put(ids.stream().map(id -> document(ada, id, "{\"of\":\"now\"}")).toList());

    // Then
    assertThat(ids).allSatisfy(id -> assertThat(json(ada, id)).hasValue("{\"of\":\"now\"}"));
    assertThat(json(ines, "c")).hasValue("{\"of\":\"another\"}");
    assertThat(listed(ada)).containsExactlyInAnyOrderElementsOf(ids);
  }

  @Test
  void nobodySeesAnothersDocuments() {
    // Given
    UserKey elsewhere = new UserKey("tenant " + UUID.randomUUID(), ada.user());
    store()
        .put(
            List.of(
                document(ada, "same", "{\"of\":1}"),
                document(ines, "same", "{\"of\":2}"),
                document(elsewhere, "same", "{\"of\":3}")));

    // When
    store().remove(ines, List.of("same"));

    // Then
    assertThat(json(ada, "same")).hasValue("{\"of\":1}");
    assertThat(json(ines, "same")).isEmpty();
    assertThat(json(elsewhere, "same")).hasValue("{\"of\":3}");
    assertThat(store().entries(ada, null, 10)).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"$ne\": null}",
        "{\"$gt\": \"\"}",
        "$where",
        "'; db.dropDatabase(); //",
        "a.b",
        "*",
        "same\" , \"x",
      })
  void idsAreNeverOperators(String id) {
    // Given
    store().put(List.of(document(ada, "same", "{\"of\":1}")));

    // Then
    assertThat(store().get(ada, id)).isEmpty();
    store().remove(ada, List.of(id));
    assertThat(json(ada, "same")).hasValue("{\"of\":1}");
    store().put(List.of(document(ada, id, "{\"of\":2}")));
    assertThat(json(ada, id)).hasValue("{\"of\":2}");
  }

  @Test
  void noUserOfManyReachesAnothersUnderRandomIds() {
    // Given
    StrangeIds ids = new StrangeIds(4);
    List<UserKey> users = List.copyOf(ids.users(12));
    Map<UserKey, String> own = new LinkedHashMap<>();
    List<MemoryDocument> all = new ArrayList<>();
    for (UserKey user : users) {
      own.put(user, ids.next());
      all.add(document(user, "same", "{\"of\":" + own.size() + "}"));
      all.add(document(user, own.get(user), "{}"));
    }
    store().put(all);

    // Then
    for (int i = 0; i < users.size(); i++) {
      UserKey user = users.get(i);
      assertThat(json(user, "same")).as(user.toString()).hasValue("{\"of\":" + (i + 1) + "}");
      UserKey other = users.get((i + 1) % users.size());
      assertThat(json(user, Objects.requireNonNull(own.get(other)))).isEmpty();
      assertThat(listed(user)).containsExactlyInAnyOrder("same", own.get(user));
    }
    assertThat(owners(7)).containsAll(users).doesNotHaveDuplicates();

    // When
    List<UserKey> thieves = users.subList(0, users.size() / 2);
    Set<String> everything = new HashSet<>(own.values());
    everything.add("same");
    for (UserKey thief : thieves) {
      store().remove(thief, everything);
      store().removeAll(thief);
    }

    // Then
    for (UserKey user : users) {
      assertThat(listed(user))
          .as(user.toString())
          .containsExactlyInAnyOrderElementsOf(
              thieves.contains(user) ? List.of() : List.of("same", own.get(user)));
    }
  }

  @Test
  void aUserIsRemovedWithAllDocuments() {
    // Given
    store()
        .put(
            List.of(document(ada, "a", "{}"), document(ada, "b", "{}"), document(ines, "a", "{}")));

    // When
    store().removeAll(ada);

    // Then
    assertThat(store().entries(ada, null, 10)).isEmpty();
    assertThat(store().entries(ines, null, 10)).hasSize(1);
  }

  @Test
  void entriesAreListedInPagesWithTheirDigests() {
    // Given
    List<MemoryDocument> documents =
        IntStream.range(0, 25)
            .mapToObj(i -> document(ada, "id " + i, "{\"n\":" + i + "}"))
            .toList();
    store().put(documents);

    // When
    List<DocumentEntry> listed = new ArrayList<>();
    String last = null;
    List<DocumentEntry> page;
    do {
      page = store().entries(ada, last, 10);
      listed.addAll(page);
      last = page.getLast().id();
    } while (page.size() == 10);

    // Then
    assertThat(listed)
        .containsExactlyInAnyOrderElementsOf(
            documents.stream().map(d -> new DocumentEntry(d.id(), d.sha256())).toList());
  }

  @Test
  void nothingToPutOrRemoveIsNoError() {
    // When
    store().put(List.of());
    store().remove(ada, List.of());
    store().remove(ada, List.of("absent"));

    // Then
    assertThat(store().get(ada, "absent")).isEmpty();
  }

  private List<String> listed(UserKey owner) {
    return store().entries(owner, null, 100).stream().map(DocumentEntry::id).toList();
  }

  private List<UserKey> owners(int pageSize) {
    List<UserKey> owners = new ArrayList<>();
    UserKey last = null;
    List<UserKey> page;
    do {
      page = store().owners(last, pageSize);
      owners.addAll(page);
      last = page.isEmpty() ? last : page.getLast();
    } while (page.size() == pageSize);
    return owners;
  }

  private Optional<String> json(UserKey owner, String id) {
    return store().get(owner, id).map(found -> new String(found.json(), UTF_8));
  }

  private static MemoryDocument document(UserKey owner, String id, String json) {
    byte[] bytes = json.getBytes(UTF_8);
    return new MemoryDocument(owner, id, MARCH, bytes, Sha256.hex(bytes));
  }
}
