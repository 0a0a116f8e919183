// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.audit;

import dev.mneme.audit.chain.AnchorWriter;
import dev.mneme.audit.chain.ChainAddress;
import dev.mneme.audit.chain.EvmChain;
import dev.mneme.audit.fixture.AuditPostgres;
import dev.mneme.audit.fixture.Events;
import dev.mneme.audit.fixture.EvmNode;
import dev.mneme.audit.log.Anchoring;
import dev.mneme.audit.log.AuditLog;
import dev.mneme.audit.log.Leaf;
import dev.mneme.audit.log.Leaves;
import dev.mneme.audit.merkle.TreeHead;
import dev.mneme.audit.proof.MemoryProof;
import dev.mneme.audit.proof.Proofs;
import dev.mneme.servers.PostgresServer.Durability;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Measures what the README of this module says, on real servers with data that survives a loss of
 * power. Takes a minute or two; no test.
 */
final class Figures {
  private static final int FILLED = 100_000;
  private static final int ROUNDS = 40;
  private static final int PROOFS = 500;

  private Figures() {}

  public static void main(String[] args) throws IOException {
    try (EvmNode node = EvmNode.start(Files.createTempDirectory("figures-evm"));
        AuditPostgres postgres =
            AuditPostgres.start(Files.createTempDirectory("figures-sql"), Durability.KEPT)) {
      chain(node);
      log(node, postgres);
    }
  }

  private static void chain(EvmNode node) {
    ChainAddress address = node.deploy();
    long[] times = new long[20];
    AnchorWriter chain = EvmChain.writer(address, node.key(), EvmNode.MINED);
    for (int i = 0; i < times.length; i++) {
      long started = System.nanoTime();
      chain.anchor(new TreeHead(i + 1, Leaf.hash("x" + i)));
      times[i] = System.nanoTime() - started;
    }
    print("one anchor, contract open", times);
  }

  private static void log(EvmNode node, AuditPostgres postgres) {
    AuditLog log = new AuditLog(postgres.audit());
    ChainAddress address = node.deploy();
    Anchoring anchoring =
        new Anchoring(
            postgres.audit(),
            address,
            new LazyChain(() -> EvmChain.writer(address, node.key(), EvmNode.MINED)));
    int size = 0;
    while (size < FILLED) {
      append(log, size, 500);
      size += 500;
    }
    for (int batch : new int[] {1, 64, 256, 1024}) {
      long[] times = new long[ROUNDS];
      for (int i = 0; i < ROUNDS; i++) {
        List<Leaf> leaves = leaves(size, batch);
        long started = System.nanoTime();
        log.append(leaves);
        times[i] = System.nanoTime() - started;
        size += batch;
      }
      print("append and seal a batch of " + batch, times);
      double seconds = Arrays.stream(times).sum() / 1e9;
      System.out.printf("  %,.0f leaves/s%n", ROUNDS * batch / seconds);
    }
    anchoring.cover(size);
    Proofs proofs = new Proofs(log, anchoring);
    SplittableRandom random = new SplittableRandom(1);
    long[] times = new long[PROOFS];
    for (int i = 0; i < PROOFS; i++) {
      String memory = "m" + random.nextInt(size);
      long started = System.nanoTime();
      MemoryProof proof = proofs.of(Events.ADA, memory).orElseThrow();
      times[i] = System.nanoTime() - started;
      if (proof.leaves().size() != 1) {
        throw new IllegalStateException(memory + " has " + proof.leaves().size() + " leaves");
      }
    }
    print("proof of a memory among " + size + " leaves", times);
  }

  private static void append(AuditLog log, int from, int count) {
    log.append(leaves(from, count));
  }

  private static List<Leaf> leaves(int from, int count) {
    Leaves leaves = new Leaves();
    return Events.persisted(from, from + count).stream().map(leaves::of).toList();
  }

  private static void print(String what, long[] nanos) {
    long[] sorted = nanos.clone();
    Arrays.sort(sorted);
    System.out.printf(
        "%s: median %.2f ms, p95 %.2f ms%n",
        what, sorted[sorted.length / 2] / 1e6, sorted[sorted.length * 95 / 100] / 1e6);
  }
}
