// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.audit.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mneme.audit.chain.Anchor;
import dev.mneme.audit.chain.AnchorReader;
import dev.mneme.audit.fixture.Events;
import dev.mneme.audit.log.Leaf;
import dev.mneme.audit.log.Leaves;
import dev.mneme.audit.merkle.Frontier;
import dev.mneme.audit.merkle.Hash;
import dev.mneme.audit.merkle.Node;
import dev.mneme.audit.merkle.Rfc6962;
import dev.mneme.audit.merkle.TreeHead;
import dev.mneme.audit.merkle.TreeQuery;
import dev.mneme.audit.proof.Verdict.Proven;
import dev.mneme.audit.proof.Verdict.Refuted;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class VerifierTest {
  private static final String CONTRACT = "0x" + "ab".repeat(20);
  private static final int MEMORY = 2;

  private final List<String> contents =
      Events.persisted(0, 5).stream().map(new Leaves()::of).map(Leaf::content).toList();
  private final Map<Node, Hash> nodes = new HashMap<>();
  private final Frontier frontier = Frontier.empty();
  private final Map<Long, Anchor> chain = new HashMap<>();
  private final Verifier verifier = new Verifier(new FixedChain());

  VerifierTest() {
    contents.forEach(content -> frontier.append(Leaf.hash(content), nodes::put));
    chain.put(5L, anchor(frontier.root()));
  }

  @Test
  void provesAMemoryFromItsJsonAlone() {
    // Given
    String json = JsonMapper.shared().writeValueAsString(proof());

    // When // Then
    assertThat(verifier.verify(json)).isEqualTo(new Proven(anchor(frontier.root()), 1));
  }

  @Test
  void trustsTheRootOnTheChainAndNotTheOneInTheProof() {
    // Given
    Hash forgedContent = Leaf.hash(contents.get(1));
    MemoryProof forged =
        new MemoryProof(
            "m1",
            "home",
            "ada",
            new Anchor(1, forgedContent, 31337, CONTRACT, "0x", 1),
            List.of(new LeafProof(0, contents.get(1), forgedContent, List.of())),
            0);

    // When // Then
    assertRefuted(verifier.verify(forged), "the contract holds no head of size 1");
    chain.put(1L, anchor(Rfc6962.EMPTY_ROOT));
    assertRefuted(verifier.verify(forged), "leaf 0 does not lead to the anchored root");
  }

  @Test
  void refusesAChangedContent() {
    // Given
    LeafProof leaf = proof().leaves().getFirst();
    String changed = leaf.content().replace("2026", "2025");

    // When
    Verdict verdict = verifier.verify(with(new LeafProof(2, changed, leaf.hash(), leaf.path())));

    // Then
    assertRefuted(verdict, "leaf 2 does not lead to the anchored root");
  }

  @Test
  void refusesALeafOfAnotherMemoryOrUser() {
    // Given
    MemoryProof proof = proof();
    LeafProof other = LeafProof.of(contents.get(3), TreeQuery.inclusion(3, 5).answer(nodes));

    // When // Then
    assertRefuted(verifier.verify(with(other)), "leaf 3 is not about memory m2 of its user");
    assertRefuted(
        verifier.verify(new MemoryProof("m2", "home", "ben", proof.anchor(), proof.leaves(), 0)),
        "leaf 2 is not about memory m2");
  }

  @Test
  void countsNoLeafTwice() {
    // Given
    MemoryProof proof = proof();
    LeafProof leaf = proof.leaves().getFirst();

    // When // Then
    assertRefuted(
        verifier.verify(
            new MemoryProof("m2", "home", "ada", proof.anchor(), List.of(leaf, leaf), 0)),
        "leaf 2 is not after leaf 2");
  }

  @Test
  void provesNothingWithoutALeafOrAnAnchor() {
    // Given
    MemoryProof proof = proof();

    // When // Then
    assertRefuted(
        verifier.verify(new MemoryProof("m2", "home", "ada", proof.anchor(), List.of(), 1)),
        "no leaf of memory m2 is anchored");
    assertRefuted(
        verifier.verify(new MemoryProof("m2", "home", "ada", null, proof.leaves(), 0)),
        "no leaf of memory m2 is anchored");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{}",
        "no json",
        "[]",
        "null",
        "{\"memory\":\"m\",\"tenant\":\"t\",\"user\":\"u\"}",
        "{\"memory\":\"m\",\"tenant\":\"t\",\"user\":\"u\",\"pending\":0,\"leaves\":[null]}",
        "{\"memory\":\"m\",\"tenant\":\"t\",\"user\":\"u\",\"pending\":0,\"leaves\":[{\"index\":0}]}"
      })
  void refusesWhatIsNoProof(String json) {
    assertRefuted(verifier.verify(json), "not a proof: ");
  }

  private MemoryProof proof() {
    return new MemoryProof(
        "m2",
        "home",
        "ada",
        anchor(frontier.root()),
        List.of(LeafProof.of(contents.get(MEMORY), TreeQuery.inclusion(MEMORY, 5).answer(nodes))),
        0);
  }

  private MemoryProof with(LeafProof leaf) {
    return new MemoryProof("m2", "home", "ada", anchor(frontier.root()), List.of(leaf), 0);
  }

  private static Anchor anchor(Hash root) {
    return new Anchor(5, root, 31337, CONTRACT, "0x" + "cd".repeat(32), 7);
  }

  private static void assertRefuted(Verdict verdict, String reason) {
    assertThat(verdict)
        .isInstanceOfSatisfying(
            Refuted.class, refuted -> assertThat(refuted.reason()).startsWith(reason));
  }

  /** A chain that says what it was told. */
  private final class FixedChain implements AnchorReader {
    @Override
    public Optional<TreeHead> latest() {
      return Optional.of(frontier).map(f -> new TreeHead(f.size(), f.root()));
    }

    @Override
    public Optional<Anchor> find(long size) {
      return Optional.ofNullable(chain.get(size));
    }
  }
}
