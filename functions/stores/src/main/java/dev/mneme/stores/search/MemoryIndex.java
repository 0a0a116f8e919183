// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.stores.search;

import dev.mneme.contract.TryLaterException;
import dev.mneme.contract.UserKey;
import dev.mneme.stores.Pages;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The memories of all users in one index, each call about one user alone: the adapter adds the
 * owner to every query itself. Nothing is connected before {@link #ahead} or the first call, which
 * make the index if it is missing. Thread-safe; every method throws {@link TryLaterException} if
 * the engine cannot be reached or does not serve, and {@link IllegalStateException} if it refuses
 * what it is given.
 */
public interface MemoryIndex {
  /**
   * Starts to connect and to look for the index, in a thread of its own, for a process that wakes
   * because there is work. What fails is left to the first call.
   */
  MemoryIndex ahead();

  /**
   * Puts memories, of any owners, in place of those with the same owner and id. They can be found
   * within a second; after {@link #refresh}, at once. When it throws, some may have been put: the
   * same call can be repeated.
   */
  void put(List<IndexedMemory> memories);

  /** Removes memories of one owner; they may be absent already. */
  void remove(UserKey owner, Collection<String> ids);

  /** Removes all memories of one owner. */
  void removeAll(UserKey owner);

  /**
   * The best by words and the best by nearness, up to {@code query.most()} of each, every one with
   * both scores, in no order that means anything.
   */
  List<Candidate> search(UserKey owner, MemoryQuery query);

  /**
   * Passages with the words, of some of one owner's memories, by id. They are asked for by
   * themselves because the engine reads the whole memory for them, and few candidates are shown.
   *
   * @return HTML: the text escaped, the words in {@code <em>}; without those that have none of them
   */
  Map<String, List<String>> highlights(UserKey owner, String words, Collection<String> ids);

  /** Lets searches find what was put until now. */
  void refresh();

  /**
   * What the index holds of one owner, in an order of its own, for comparing stores.
   *
   * @param after id that the page before ended with; {@code null} for the first page
   * @param most entries of a page; fewer mean that it is the last
   */
  List<IndexEntry> entries(UserKey owner, @Nullable String after, int most);

  /** All entries of a user, page by page. */
  default Stream<IndexEntry> allEntries(UserKey owner) {
    return Pages.all(
        (@Nullable String after, int most) -> entries(owner, after, most), IndexEntry::id);
  }

  /**
   * Everybody of whom the index holds anything, in an order of its own.
   *
   * @param after whom the page before ended with; {@code null} for the first page
   * @param most owners of a page; fewer mean that it is the last
   */
  List<UserKey> owners(@Nullable UserKey after, int most);

  /** Everybody of whom there is something, page by page. */
  default Stream<UserKey> allOwners() {
    return Pages.all(this::owners, Function.identity());
  }
}
