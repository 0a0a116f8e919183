// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.persist.repair;

import dev.mneme.contract.TryLaterException;
import dev.mneme.contract.UserKey;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Brings the other stores to what Postgres says, one owner at a time. */
final class Reconciler {
  /** Memories looked at together. */
  private static final int AT_ONCE = 16;

  private final Rows rows;
  private final Others others;
  private final boolean mending;

  /**
   * @param mending false to find only
   */
  Reconciler(Rows rows, Others others, boolean mending) {
    this.rows = rows;
    this.others = others;
    this.mending = mending;
  }

  /**
   * Compares everything.
   *
   * @throws TryLaterException if a store is away; what was mended stays so
   */
  Report run() {
    others.index().refresh();
    Report report = new Report();
    for (UserKey owner : Everybody.in(rows, others)) {
      run(owner, report);
    }
    return report;
  }

  private void run(UserKey owner, Report report) {
    // Rows first: whatever has one by now has its copies, and cannot seem to lack them.
    List<Row> claimed = rows.of(owner);
    Held held = Held.of(owner, others);
    List<Finding> wrong = check(claimed, held);
    Set<String> unclaimed = held.ids();
    claimed.forEach(row -> unclaimed.remove(row.id()));
    report.looked(claimed.size());
    if (!wrong.isEmpty() || !unclaimed.isEmpty()) {
      Set<String> ids = new HashSet<>(unclaimed);
      wrong.forEach(found -> ids.add(found.row().id()));
      rows.holding(owner, ids, claims -> settle(owner, held, wrong, unclaimed, claims, report));
    }
  }

  /** By now persist may have finished what was half there, and somebody may have deleted. */
  private void settle(
      UserKey owner,
      Held held,
      List<Finding> wrong,
      Set<String> unclaimed,
      Set<String> claims,
      Report report) {
    List<Finding> still =
        wrong.stream().filter(found -> claims.contains(found.row().id())).toList();
    unclaimed.removeAll(claims);
    still.forEach(report::found);
    report.unclaimed(owner, held, unclaimed);
    if (mending) {
      Mender mender = new Mender(others);
      mender.put(still);
      mender.remove(owner, unclaimed);
    }
  }

  private List<Finding> check(List<Row> claimed, Held held) {
    Check check = new Check(others);
    List<Future<Finding>> checks = new ArrayList<>();
    try (ExecutorService threads =
        Executors.newFixedThreadPool(AT_ONCE, Thread.ofVirtual().factory())) {
      claimed.forEach(row -> checks.add(threads.submit(() -> check.of(row, held))));
    }
    return checks.stream().map(Reconciler::finding).filter(found -> !found.fine()).toList();
  }

  private static Finding finding(Future<Finding> check) {
    try {
      return check.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException("a memory could not be looked at", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
