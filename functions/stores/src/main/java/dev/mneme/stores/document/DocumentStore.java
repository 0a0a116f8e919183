// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.stores.document;

import dev.mneme.contract.TryLaterException;
import dev.mneme.contract.UserKey;
import dev.mneme.stores.Pages;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The documents of all users in one collection, each call about one user alone: the adapter adds
 * the owner to every query itself. Nothing is connected before {@link #ahead} or the first call,
 * which make the indexes if they are missing. Thread-safe; every method throws {@link
 * TryLaterException} if the store cannot be reached or does not serve, and {@link
 * IllegalStateException} if it refuses what it is given.
 */
public interface DocumentStore extends AutoCloseable {
  /**
   * Starts to connect and to look for the indexes, in a thread of its own, for a process that wakes
   * because there is work. What fails is left to the first call.
   */
  DocumentStore ahead();

  /**
   * Puts documents, of any owners, in place of those with the same owner and id. When it throws,
   * some may have been put: the same call can be repeated.
   */
  void put(List<MemoryDocument> documents);

  /**
   * A document, if it is there; its JSON says what was put, and has the same bytes unless the
   * {@code sha256} tells otherwise.
   */
  Optional<MemoryDocument> get(UserKey owner, String id);

  /** Removes documents of one owner; they may be absent already. */
  void remove(UserKey owner, Collection<String> ids);

  /** Removes all documents of one owner. */
  void removeAll(UserKey owner);

  /**
   * What the store holds of one owner, in an order of its own, for comparing stores.
   *
   * @param after id that the page before ended with; {@code null} for the first page
   * @param most entries of a page; fewer mean that it is the last
   */
  List<DocumentEntry> entries(UserKey owner, @Nullable String after, int most);

  /** All entries of a user, page by page. */
  default Stream<DocumentEntry> allEntries(UserKey owner) {
    return Pages.all(
        (@Nullable String after, int most) -> entries(owner, after, most), DocumentEntry::id);
  }

  /**
   * Everybody of whom the store holds anything, in an order of its own.
   *
   * @param after whom the page before ended with; {@code null} for the first page
   * @param most owners of a page; fewer mean that it is the last
   */
  List<UserKey> owners(@Nullable UserKey after, int most);

  /** Everybody of whom there is something, page by page. */
  default Stream<UserKey> allOwners() {
    return Pages.all(this::owners, Function.identity());
  }

  @Override
  void close();
}
