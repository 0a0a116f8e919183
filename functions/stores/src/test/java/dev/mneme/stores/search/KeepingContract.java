// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.stores.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.mneme.contract.TryLaterException;
import dev.mneme.contract.UserKey;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What was put is kept once, listed, and removed for good. */
public abstract class KeepingContract extends IndexContract {
  private final URI engine;

  /**
   * @param engine where somebody with a terminal could remove the index
   */
  protected KeepingContract(MemoryIndex index, URI engine) {
    super(index);
    this.engine = engine;
  }

  @Test
  void aMemoryThatIsPutAgainIsReplaced() {
    // Given
    put(memory(ada, "m", "We sailed", NORTH));

    // When
    put(memory(ada, "m", "We flew", NORTH));

    // Then
    assertThat(ids(ada, "sailed flew", EAST)).containsExactly("m");
    assertThat(index.search(ada, query("sailed", new float[0], MemoryFilter.NONE, 10))).isEmpty();
  }

  @Test
  void moreThanARequestHoldsIsPut() {
    // Given
    String text = "boat ".repeat(40_000);

    // When
    put(
        IntStream.range(0, 50)
            .mapToObj(i -> memory(ada, "m" + i, text, NORTH))
            .toArray(IndexedMemory[]::new));

    // Then
    assertThat(index.entries(ada, null, 100)).hasSize(50);
  }

  @Test
  void whatIsRemovedIsGoneAndTheRestStays() {
    // Given
    put(
        memory(ada, "a", "a boat", NORTH),
        memory(ada, "b", "a boat", NORTH),
        memory(ines, "a", "a boat", NORTH));

    // When
    index.remove(ada, List.of("a", "absent"));
    index.refresh();

    // Then
    assertThat(ids(ada, "boat", NORTH)).containsExactly("b");
    assertThat(ids(ines, "boat", NORTH)).containsExactly("a");
  }

  @Test
  void aUserIsRemovedWithAllMemoriesPutUntilThen() {
    // Given
    index.put(List.of(memory(ada, "a", "a boat", NORTH), memory(ines, "a", "a boat", NORTH)));

    // When
    index.removeAll(ada);

    // Then
    assertThat(index.entries(ada, null, 10)).isEmpty();
    assertThat(ids(ines, "boat", NORTH)).containsExactly("a");
  }

  @Test
  void entriesAreListedInPagesWithWhatTheySay() {
    // Given
    IndexedMemory[] memories =
        IntStream.range(0, 25)
            .mapToObj(i -> memory(ada, "id " + i, "text " + i, NORTH))
            .toArray(IndexedMemory[]::new);
    put(memories);

    // When
    List<IndexEntry> listed = new ArrayList<>();
    String last = null;
    List<IndexEntry> page;
    do {
      page = index.entries(ada, last, 10);
      listed.addAll(page);
      last = page.getLast().id();
    } while (page.size() == 10);

    // Then
    assertThat(listed)
        .containsExactlyInAnyOrderElementsOf(
            List.of(memories).stream()
                .map(m -> new IndexEntry(m.id(), Fingerprint.of(m)))
                .toList());
  }

  @Test
  void ownersAreListedInPages() {
    // Given
    put(memory(ada, "a", "a boat", NORTH), memory(ines, "a", "a boat", NORTH));

    // When
    List<UserKey> owners = new ArrayList<>();
    UserKey last = null;
    for (List<UserKey> page = index.owners(last, 1);
        !page.isEmpty();
        page = index.owners(last, 1)) {
      owners.addAll(page);
      last = page.getLast();
    }

    // Then
    assertThat(owners).contains(ada, ines).doesNotHaveDuplicates();
  }

  @Test
  void theIndexIsMadeAheadOfTheFirstCall() throws Exception {
    // Given
    put(memory(ada, "a", "a boat", NORTH));
    Engines.removeIndex(engine);
    assertThatThrownBy(() -> index.put(List.of(memory(ada, "a", "a boat", NORTH))))
        .isInstanceOf(TryLaterException.class);

    // When
    index.ahead();

    // Then
    await().until(() -> Engines.hasIndex(engine));
  }

  @Test
  void anIndexThatSomebodyRemovedIsMadeAgain() throws Exception {
    // Given
    put(memory(ada, "a", "a boat", NORTH));
    Engines.removeIndex(engine);

    // When
    assertThatThrownBy(() -> index.put(List.of(memory(ada, "a", "a boat", NORTH))))
        .isInstanceOf(TryLaterException.class);
    put(memory(ada, "a", "a boat", NORTH));

    // Then
    assertThat(ids(ada, "boat", NORTH)).containsExactly("a");
  }
}
