// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.audit.log;

import dev.mneme.audit.chain.Anchor;
import dev.mneme.audit.chain.AnchorWriter;
import dev.mneme.audit.chain.ChainAddress;
import dev.mneme.audit.merkle.Hash;
import dev.mneme.audit.merkle.TreeHead;
import dev.mneme.audit.merkle.TreeQuery;
import dev.mneme.contract.TryLaterException;
import dev.mneme.stores.Postgres;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Puts sealed heads on the chain and remembers where. The chain is asked before it is written to,
 * so a crash between a transaction and its record costs nothing but the question. Thread-safe.
 */
public final class Anchoring {
  private final ReentrantLock mine = new ReentrantLock();
  private final Postgres postgres;
  private final ChainAddress address;
  private final Supplier<AnchorWriter> chain;

  /**
   * Anchors on this contract.
   *
   * @param chain opens the contract; asked only when there is something to anchor
   */
  public Anchoring(Postgres postgres, ChainAddress address, Supplier<AnchorWriter> chain) {
    this.postgres = postgres;
    this.address = address;
    this.chain = chain;
  }

  /**
   * The first anchor over at least this many leaves; where there is none yet, the newest sealed
   * head is anchored. Heads sealed in the meantime by others are covered by the same transaction.
   *
   * @throws dev.mneme.audit.chain.ChainException when the chain refuses or does not answer
   * @throws dev.mneme.contract.TryLaterException while the database is away
   * @throws LogBrokenException when the chain holds a head that this log never had
   */
  public Anchor cover(long size) {
    return recorded(size).orElseGet(() -> oneByOne(() -> anchor(size)));
  }

  /** The newest anchor that is known of. */
  public Optional<Anchor> newest() {
    return postgres.inTransaction(connection -> table(connection).newest());
  }

  private Optional<Anchor> recorded(long size) {
    return postgres.inTransaction(connection -> table(connection).covering(size));
  }

  /**
   * The lock in Postgres is what counts; this one keeps those who wait from holding a connection.
   */
  private Anchor oneByOne(Supplier<Anchor> work) {
    try {
      if (!mine.tryLock(Lock.PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new TryLaterException("another anchor is under way", Duration.ofSeconds(5));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TryLaterException("interrupted while waiting to anchor", Duration.ofSeconds(1));
    }
    try {
      return work.get();
    } finally {
      mine.unlock();
    }
  }

  private Anchor anchor(long size) {
    return postgres.inTransaction(
        connection -> {
          Lock.ANCHOR.take(connection);
          AnchorTable table = table(connection);
          Optional<Anchor> byOthers = table.covering(size);
          if (byOthers.isPresent()) {
            return byOthers.get();
          }
          Anchor anchor = onChain(connection, size);
          table.write(anchor);
          return anchor;
        });
  }

  private Anchor onChain(Connection connection, long size) throws SQLException {
    AnchorWriter writer = chain.get();
    TreeHead sealed = new LogTables(connection).head();
    Optional<TreeHead> latest = writer.latest();
    if (latest.isPresent()) {
      checkOurs(connection, latest.get(), sealed);
    }
    return latest
        .filter(head -> head.size() >= size)
        .flatMap(head -> writer.find(head.size()))
        .orElseGet(() -> writer.anchor(sealed));
  }

  private void checkOurs(Connection connection, TreeHead onChain, TreeHead sealed)
      throws SQLException {
    if (onChain.size() > sealed.size()) {
      throw new LogBrokenException(
          "%s holds size %d, the log has only %d leaves: was its store set back?"
              .formatted(address, onChain.size(), sealed.size()));
    }
    Hash root = new StoredNodes(connection).ask(TreeQuery.root(onChain.size()));
    if (!root.equals(onChain.root())) {
      throw new LogBrokenException(
          "%s holds root %s for size %d, the log has %s: its history is another"
              .formatted(address, onChain.root(), onChain.size(), root));
    }
  }

  private AnchorTable table(Connection connection) {
    return new AnchorTable(connection, address.chainId(), address.contract());
  }
}
