// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.persist;

import dev.mneme.contract.UserKey;
import dev.mneme.stores.Sha256;
import dev.mneme.stores.UserScope;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * Memories as rows. All of one owner's are written under a lock on the owner's progress, so that
 * positions have neither gaps nor twins, whoever else writes at the same time.
 */
final class MemoryRows {
  private static final int SALT_BYTES = 32;

  private final UserScope scope;
  private final TrainingThreshold threshold;
  private final SecureRandom random = new SecureRandom();

  MemoryRows(UserScope scope, TrainingThreshold threshold) {
    this.scope = scope;
    this.threshold = threshold;
  }

  /**
   * Writes what is new, in order, and finds what is there; one entry a block.
   *
   * @throws dev.mneme.contract.TryLaterException if the database is away; then nothing is written
   */
  List<Kept> keep(UserKey owner, List<Block> blocks) {
    return blocks.isEmpty()
        ? List.of()
        : scope.call(owner, connection -> keep(connection, owner, blocks));
  }

  private List<Kept> keep(Connection connection, UserKey owner, List<Block> blocks)
      throws SQLException {
    Progress progress = Progress.lock(connection, owner);
    Map<String, KnownMemory> known =
        KnownMemory.read(connection, blocks.stream().map(Block::id).toList());
    Map<String, MemoryInsert.Row> fresh = new LinkedHashMap<>();
    List<Kept> kept = new ArrayList<>(blocks.size());
    for (Block block : blocks) {
      KnownMemory present = known.get(block.id());
      if (present == null) {
        progress = progress.with(block, threshold);
        MemoryInsert.Row row = row(block, progress);
        fresh.put(block.id(), row);
        present = new KnownMemory(block.source(), block.event().getId(), row.kept());
        known.put(block.id(), present);
      }
      kept.add(present.keptFor(block));
    }
    MemoryInsert.insert(connection, owner, List.copyOf(fresh.values()));
    progress.write(connection);
    return kept;
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
