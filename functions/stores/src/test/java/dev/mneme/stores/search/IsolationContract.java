// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.stores.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mneme.contract.UserKey;
import dev.mneme.stores.StrangeIds;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Nobody finds, lists or removes what is another's, whatever they ask and whatever ids they know.
 */
public abstract class IsolationContract extends IndexContract {
  protected IsolationContract(MemoryIndex index) {
    super(index);
  }

  @Test
  void nobodyFindsAnothersMemories() {
    // Given
    UserKey elsewhere = new UserKey("tenant " + UUID.randomUUID(), ada.user());
    put(
        memory(ada, "same", "a secret of " + ada.tenant(), NORTH),
        memory(ines, "same", "a secret of another user", NORTH),
        memory(elsewhere, "same", "a secret of " + elsewhere.tenant(), NORTH));

    // Then
    assertThat(secret(ada)).isEqualTo("a <em>secret</em> of " + ada.tenant());
    assertThat(secret(ines)).isEqualTo("a <em>secret</em> of another user");
    assertThat(secret(elsewhere)).isEqualTo("a <em>secret</em> of " + elsewhere.tenant());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "*",
        "owner:*",
        "\"} } ] } OR 1=1 --",
        "text:secret OR _exists_:owner",
        "{\"match_all\":{}}",
        "/.*/",
        "secret~2 \\ + - && || ! ( ) [ ] ^ \" ~ ? :",
      })
  void wordsAndFiltersAreNeverQueries(String words) {
    // Given
    put(memory(ada, "hers", "the secret of ada", NORTH));
    put(memory(ines, "other", "plain words", EAST));
    MemoryFilter filter =
        new MemoryFilter(
            null, null, null, Set.of(words), Set.of(words), Set.of(words), Set.of(words));

    // Then
    assertThat(ids(ines, words, EAST)).containsOnly("other");
    assertThat(index.search(ines, query("plain", EAST, filter, 100))).isEmpty();
  }

  @Test
  void noUserOfManyReachesAnothersUnderRandomIds() {
    // Given
    StrangeIds ids = new StrangeIds(4);
    List<UserKey> users = List.copyOf(ids.users(8));
    Map<UserKey, String> own = new LinkedHashMap<>();
    List<IndexedMemory> all = new ArrayList<>();
    for (UserKey user : users) {
      own.put(user, ids.next());
      all.add(memory(user, "same", "secret", NORTH));
      all.add(memory(user, own.get(user), "secret", NORTH));
    }
    put(all.toArray(IndexedMemory[]::new));

    // Then
    for (UserKey user : users) {
      assertThat(ids(user, "secret", NORTH))
          .as(user.toString())
          .containsExactlyInAnyOrder("same", own.get(user));
      assertThat(listed(user)).containsExactlyInAnyOrder("same", own.get(user));
    }

    // When
    List<UserKey> thieves = users.subList(0, users.size() / 2);
    Set<String> everything = new HashSet<>(own.values());
    everything.add("same");
    for (UserKey thief : thieves) {
      index.remove(thief, everything);
      index.removeAll(thief);
    }
    index.refresh();

    // Then
    for (UserKey user : users) {
      List<String> left = thieves.contains(user) ? List.of() : List.of("same", own.get(user));
      assertThat(ids(user, "secret", NORTH))
          .as(user.toString())
          .containsExactlyInAnyOrderElementsOf(left);
      assertThat(listed(user)).containsExactlyInAnyOrderElementsOf(left);
    }
  }

  @Test
  void nobodySeesAnothersHighlightsThoughTheyKnowTheId() {
    // Given
    put(memory(ada, "m", "a boat", NORTH));

    // Then
    assertThat(index.highlights(new UserKey("acme", "eve"), "boat", List.of("m"))).isEmpty();
    assertThat(index.highlights(ada, " ", List.of("m"))).isEmpty();
    assertThat(index.highlights(ada, "boat", List.of())).isEmpty();
  }

  private List<String> listed(UserKey owner) {
    return index.entries(owner, null, 100).stream().map(IndexEntry::id).toList();
  }

  private String secret(UserKey owner) {
    List<Candidate> found = index.search(owner, query("secret", NORTH, MemoryFilter.NONE, 100));
    assertThat(found).hasSize(1);
    String id = found.getFirst().id();
    return Objects.requireNonNull(index.highlights(owner, "secret", List.of(id)).get(id))
        .getFirst();
  }
}
