// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.persist;

import dev.mneme.contract.NoConsentException;
import dev.mneme.contract.Purpose;
import dev.mneme.contract.TryLaterException;
import dev.mneme.contract.UserKey;
import dev.mneme.persist.KnownMemory.EventKey;
import dev.mneme.persist.copies.Content;
import dev.mneme.persist.copies.Placed;
import dev.mneme.stores.Consents;
import dev.mneme.stores.RoundTrip;
import dev.mneme.stores.Sha256;
import dev.mneme.stores.UserScope.Turns;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What one owner has in a batch: first read, under a lock on the owner's progress, and after the
 * other stores have it, written. The lock lasts until the transaction ends.
 */
final class OwnerBatch {
  private static final int SALT_BYTES = 32;
  private static final SecureRandom RANDOM = new SecureRandom();

  // The lock comes first: what the others read, nobody changes any more.
  private static final String READ =
      String.join(
          "; ", Progress.BEGIN, Progress.LOCK, KnownMemories.READ, Erased.READ, Consents.READ);

  private final UserKey owner;
  private final List<Block> blocks;
  private final KnownMemories known;
  private final Erased erased;
  private final boolean allowed;
  private final List<Block> unknown;
  private final Map<String, Progress> places;
  private Progress progress;

  private OwnerBatch(
      UserKey owner,
      List<Block> blocks,
      Progress progress,
      KnownMemories known,
      Erased erased,
      boolean allowed,
      TrainingThreshold threshold) {
    this.owner = owner;
    this.blocks = blocks;
    this.progress = progress;
    this.known = known;
    this.erased = erased;
    this.allowed = allowed;
    this.unknown =
        unknown(blocks, known).stream().filter(block -> allowed && !erased.covers(block)).toList();
    this.places = places(progress, unknown, threshold);
  }

  /** Locks the progress of owners, in this order, and finds what is there, in one round trip. */
  static List<OwnerBatch> read(
      Turns turns,
      List<UserKey> owners,
      Map<UserKey, List<Block>> blocks,
      TrainingThreshold threshold)
      throws SQLException {
    List<OwnerBatch> batches = new ArrayList<>(owners.size());
    try (RoundTrip trip = turns.together(owners.size(), READ)) {
      for (UserKey owner : owners) {
        ask(trip.actFor(owner), owner, blocks.getOrDefault(owner, List.of()));
      }
      trip.send();
      for (UserKey owner : owners) {
        batches.add(
            answered(
                trip.answersFor(owner), owner, blocks.getOrDefault(owner, List.of()), threshold));
      }
    }
    return batches;
  }

  private static void ask(RoundTrip trip, UserKey owner, List<Block> blocks) throws SQLException {
    List<String> ids = blocks.stream().map(Block::id).toList();
    trip.text(owner.tenant()).text(owner.user()).text(owner.tenant()).text(owner.user());
    trip.array("text", ids);
    trip.array("text", blocks.stream().map(block -> block.key().source()).toList());
    trip.array("text", blocks.stream().map(block -> block.key().id()).toList());
    trip.array("text", ids);
    trip.text(Purpose.PERSIST.toString());
  }

  private static OwnerBatch answered(
      RoundTrip trip, UserKey owner, List<Block> blocks, TrainingThreshold threshold)
      throws SQLException {
    Progress progress = Progress.of(trip.rows(), owner);
    KnownMemories known = KnownMemories.of(trip.rows());
    Erased erased = Erased.of(trip.rows());
    boolean allowed = Consents.allow(trip.rows());
    return new OwnerBatch(owner, blocks, progress, known, erased, allowed, threshold);
  }

  UserKey owner() {
    return owner;
  }

  /** What is new, with the places it will have as long as none has to wait. */
  List<Placed> placed() {
    return unknown.stream()
        .map(block -> new Placed(block.content(), at(block).position()))
        .toList();
  }

  /**
   * What becomes of each block, and rows of what is new, in order, up to the first that is not in
   * every store.
   *
   * @param away what is not, with the reason
   * @param inserts takes the rows, if there are any
   * @return one entry a block
   */
  List<Kept> settle(Map<Content, TryLaterException> away, Consumer<MemoryInsert> inserts) {
    List<MemoryInsert.Row> fresh = new ArrayList<>();
    List<Kept> kept = new ArrayList<>(blocks.size());
    TryLaterException wait = null;
    for (Block block : blocks) {
      KnownMemory present = known.of(block);
      if (present == null && erased.covers(block)) {
        kept.add(new Kept.Forgotten());
        continue;
      }
      if (present == null && !allowed) {
        kept.add(new Kept.Forbidden(new NoConsentException(Purpose.PERSIST)));
        continue;
      }
      // A later memory must not overtake one that waits.
      wait = wait == null ? away.get(block.content()) : wait;
      if (present == null && wait == null) {
        progress = at(block);
        MemoryInsert.Row row = row(block, progress);
        fresh.add(row);
        present = new KnownMemory(block.id(), block.key(), row.kept());
        known.add(present);
      }
      kept.add(kept(block, present, wait));
    }
    if (!fresh.isEmpty()) {
      inserts.accept(new MemoryInsert(owner, fresh, progress));
    }
    return kept;
  }

  private Progress at(Block block) {
    return Objects.requireNonNull(places.get(block.id()), "what is unknown has a place");
  }

  /** Of each memory, and of each event, the first block. */
  private static List<Block> unknown(List<Block> blocks, KnownMemories known) {
    Set<String> ids = new HashSet<>();
    Set<EventKey> events = new HashSet<>();
    List<Block> unknown = new ArrayList<>();
    for (Block block : blocks) {
      if (known.of(block) == null && !ids.contains(block.id()) && !events.contains(block.key())) {
        ids.add(block.id());
        events.add(block.key());
        unknown.add(block);
      }
    }
    return unknown;
  }

  private static Map<String, Progress> places(
      Progress before, List<Block> unknown, TrainingThreshold threshold) {
    Map<String, Progress> places = new HashMap<>();
    Progress progress = before;
    for (Block block : unknown) {
      progress = progress.with(block, threshold);
      places.put(block.id(), progress);
    }
    return places;
  }

  private static Kept kept(
      Block block, @Nullable KnownMemory present, @Nullable TryLaterException wait) {
    if (present != null) {
      return present.seenBy(block);
    }
    if (wait != null) {
      return new Kept.Waiting(wait);
    }
    throw new IllegalStateException("a block is there, or it waits");
  }

  private static MemoryInsert.Row row(Block block, Progress progress) {
    byte[] salt = new byte[SALT_BYTES];
    RANDOM.nextBytes(salt);
    OptionalInt training =
        progress.requestedAt() == progress.position()
            ? OptionalInt.of(progress.labelled())
            : OptionalInt.empty();
    String commitment = Sha256.hex(salt, block.content().json());
    return new MemoryInsert.Row(
        block, salt, new Kept.Row(progress.position(), commitment, training));
  }
}
