// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.persist;

import dev.mneme.contract.TryLaterException;
import dev.mneme.contract.UserKey;
import dev.mneme.persist.KnownMemory.EventKey;
import dev.mneme.stores.Sha256;
import dev.mneme.stores.UserScope;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Keeps one owner's memories in both stores. Everything happens under a lock on the owner's
 * progress: so positions have neither gaps nor twins, and an object without a row is nobody's.
 */
final class MemoryKeeper {
  private static final int SALT_BYTES = 32;

  private final UserScope scope;
  private final BlockObjects objects;
  private final TrainingThreshold threshold;
  private final SecureRandom random = new SecureRandom();

  MemoryKeeper(UserScope scope, BlockObjects objects, TrainingThreshold threshold) {
    this.scope = scope;
    this.objects = objects;
    this.threshold = threshold;
  }

  /**
   * Keeps what is new, in order, and finds what is there; one entry a block.
   *
   * @throws TryLaterException if the database is away; then nothing is visible
   */
  List<Kept> keep(UserKey owner, List<Block> blocks) {
    return scope.call(owner, connection -> keep(connection, owner, blocks));
  }

  private List<Kept> keep(Connection connection, UserKey owner, List<Block> blocks)
      throws SQLException {
    Progress progress = Progress.lock(connection, owner);
    KnownMemories known = KnownMemories.read(connection, blocks);
    Map<String, TryLaterException> away = objects.put(unknown(blocks, known));
    List<MemoryInsert.Row> fresh = new ArrayList<>();
    List<Kept> kept = new ArrayList<>(blocks.size());
    TryLaterException wait = null;
    for (Block block : blocks) {
      KnownMemory present = known.of(block);
      // A later memory must not overtake one that waits.
      wait = wait == null ? away.get(block.id()) : wait;
      if (present == null && wait == null) {
        progress = progress.with(block, threshold);
        MemoryInsert.Row row = row(block, progress);
        fresh.add(row);
        present = new KnownMemory(block.id(), block.key(), row.kept());
        known.add(present);
      }
      kept.add(kept(block, present, wait));
    }
    if (!fresh.isEmpty()) {
      MemoryInsert.insert(connection, owner, fresh);
      progress.write(connection);
    }
    return kept;
  }

  /** Of each memory, and of each event, the first block. */
  private static List<Block> unknown(List<Block> blocks, KnownMemories known) {
    Set<String> ids = new HashSet<>();
    Set<EventKey> events = new HashSet<>();
    return blocks.stream()
        .filter(block -> known.of(block) == null)
        .filter(block -> ids.add(block.id()) && events.add(block.key()))
        .toList();
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

  private MemoryInsert.Row row(Block block, Progress progress) {
    byte[] salt = new byte[SALT_BYTES];
    random.nextBytes(salt);
    OptionalInt training =
        progress.requestedAt() == progress.position()
            ? OptionalInt.of(progress.labelled())
            : OptionalInt.empty();
    return new MemoryInsert.Row(
        block, salt, new Kept.Row(progress.position(), Sha256.hex(salt, block.json()), training));
  }
}
