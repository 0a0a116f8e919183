// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.audit.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.mneme.audit.chain.Anchor;
import dev.mneme.audit.chain.AnchorWriter;
import dev.mneme.audit.chain.ChainAddress;
import dev.mneme.audit.chain.ChainException;
import dev.mneme.audit.chain.EvmChain;
import dev.mneme.audit.fixture.AuditPostgres;
import dev.mneme.audit.fixture.Events;
import dev.mneme.audit.fixture.EvmNode;
import dev.mneme.audit.fixture.RealServers;
import dev.mneme.audit.merkle.Rfc6962;
import dev.mneme.audit.merkle.TreeHead;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(RealServers.class)
class AnchoringTest {
  private final Leaves leaves = new Leaves();

  private AuditPostgres postgres;
  private EvmNode node;
  private AuditLog log;
  private ChainAddress address;
  private AnchorWriter chain;
  private Anchoring anchoring;

  @BeforeEach
  void empty(AuditPostgres sharedPostgres, EvmNode sharedNode) throws SQLException {
    postgres = sharedPostgres;
    node = sharedNode;
    postgres.empty();
    log = new AuditLog(postgres.audit());
    address = node.deploy();
    chain = EvmChain.writer(address, node.key(), EvmNode.MINED);
    anchoring = anchoring(chain);
  }

  @Test
  void putsTheNewestHeadOnTheChain() {
    // Given
    TreeHead head = append(0, 5);

    // When
    Anchor anchor = anchoring.cover(5);

    // Then
    assertThat(anchor.head()).isEqualTo(head);
    assertThat(chain.find(5)).contains(anchor);
    assertThat(anchoring.newest()).contains(anchor);
  }

  @Test
  void asksNothingOfTheChainForWhatIsCoveredAlready() {
    // Given
    append(0, 5);
    Anchor anchor = anchoring.cover(5);

    // When
    Anchoring offline =
        new Anchoring(
            postgres.audit(),
            address,
            () -> {
              throw new AssertionError("the chain was opened");
            });

    // Then
    assertThat(offline.cover(3)).isEqualTo(anchor);
    assertThat(offline.cover(5)).isEqualTo(anchor);
  }

  @Test
  void coversSeveralHeadsWithOneTransaction() {
    // Given
    append(0, 2);
    append(2, 4);
    TreeHead newest = append(4, 9);
    long before = node.blockNumber();

    // When
    Anchor first = anchoring.cover(2);
    Anchor second = anchoring.cover(4);

    // Then
    assertThat(first).isEqualTo(second);
    assertThat(first.head()).isEqualTo(newest);
    assertThat(node.blockNumber() - before).isEqualTo(1);
  }

  @Test
  void anchorsOnceWhenManyReplicasWantTo() throws Exception {
    // Given
    append(0, 5);
    long before = node.blockNumber();
    List<Callable<Anchor>> replicas =
        IntStream.range(0, 6).<Callable<Anchor>>mapToObj(i -> () -> anchoring.cover(5)).toList();

    // When
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var done : threads.invokeAll(replicas)) {
        // Then
        assertThat(done.get()).isEqualTo(chain.find(5).orElseThrow());
      }
    }
    assertThat(node.blockNumber() - before).isEqualTo(1);
  }

  @Test
  void findsTheAnchorThatACrashKeptFromBeingRecorded() {
    // Given
    append(0, 5);
    Anchoring crashing =
        anchoring(
            new DelegatingWriter(chain) {
              @Override
              public Anchor anchor(TreeHead head) {
                super.anchor(head);
                throw new IllegalStateException("crashed after the transaction");
              }
            });
    assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> crashing.cover(5));
    assertThat(anchoring.newest()).isEmpty();
    long before = node.blockNumber();

    // When
    Anchor anchor = anchoring.cover(5);

    // Then
    assertThat(anchor).isEqualTo(chain.find(5).orElseThrow());
    assertThat(anchoring.newest()).contains(anchor);
    assertThat(node.blockNumber()).as("no second transaction").isEqualTo(before);
  }

  @Test
  void makesUpForAChainThatWasAway() {
    // Given
    TreeHead head = append(0, 5);
    node.kill();
    try {
      assertThatExceptionOfType(ChainException.class)
          .isThrownBy(() -> anchoring.cover(5))
          .withMessageContaining("eth_call failed");
    } finally {
      node.restart();
    }

    // When // Then
    Anchoring now = anchoring(EvmChain.writer(node.deploy(), node.key(), EvmNode.MINED));
    assertThat(now.cover(5).head()).isEqualTo(head);
  }

  @Test
  void stopsWhenTheChainHoldsAnotherHistory() {
    // Given
    append(0, 5);
    chain.anchor(new TreeHead(4, Rfc6962.leaf(new byte[] {9})));

    // When // Then
    assertThatExceptionOfType(LogBrokenException.class)
        .isThrownBy(() -> anchoring.cover(5))
        .withMessageContaining("its history is another");
  }

  @Test
  void stopsWhenTheLogWasSetBack() {
    // Given
    append(0, 5);
    chain.anchor(new TreeHead(6, Rfc6962.leaf(new byte[] {9})));

    // When // Then
    assertThatExceptionOfType(LogBrokenException.class)
        .isThrownBy(() -> anchoring.cover(5))
        .withMessageContaining("holds size 6, the log has only 5 leaves");
    assertThat(anchoring.newest()).isEmpty();
  }

  private TreeHead append(int from, int to) {
    log.append(Events.persisted(from, to).stream().map(leaves::of).toList());
    return log.head();
  }

  private Anchoring anchoring(AnchorWriter writer) {
    return new Anchoring(postgres.audit(), address, () -> writer);
  }

  /** Passes everything on, for faults to be put in. */
  private static class DelegatingWriter implements AnchorWriter {
    private final AnchorWriter next;

    DelegatingWriter(AnchorWriter next) {
      this.next = next;
    }

    @Override
    public Optional<TreeHead> latest() {
      return next.latest();
    }

    @Override
    public Optional<Anchor> find(long size) {
      return next.find(size);
    }

    @Override
    public Anchor anchor(TreeHead head) {
      return next.anchor(head);
    }
  }
}
