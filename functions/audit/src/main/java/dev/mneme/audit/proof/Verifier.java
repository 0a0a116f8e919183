// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.audit.proof;

import dev.mneme.audit.chain.Anchor;
import dev.mneme.audit.chain.AnchorReader;
import dev.mneme.audit.log.Leaf;
import dev.mneme.audit.merkle.InclusionProof;
import dev.mneme.audit.proof.Verdict.Proven;
import dev.mneme.audit.proof.Verdict.Refuted;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Checks proofs as a third party would. The contract is the verifier's own choice, published by the
 * log's operator; an address inside a proof proves nothing. Thread-safe.
 */
public final class Verifier {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES).build();

  private final AnchorReader chain;

  /** A verifier that trusts this contract. */
  public Verifier(AnchorReader chain) {
    this.chain = chain;
  }

  /**
   * Checks the JSON of {@code GET /v1/proofs/{memoryId}}.
   *
   * @throws dev.mneme.audit.chain.ChainException when the chain does not answer
   */
  public Verdict verify(String json) {
    try {
      MemoryProof proof = JSON.readValue(json, MemoryProof.class);
      return proof == null ? new Refuted("not a proof: null") : verify(proof);
    } catch (JacksonException e) {
      return new Refuted("not a proof: " + e.getOriginalMessage());
    }
  }

  /**
   * Checks a proof.
   *
   * @throws dev.mneme.audit.chain.ChainException when the chain does not answer
   */
  public Verdict verify(MemoryProof proof) {
    Anchor claimed = proof.anchor();
    if (claimed == null || proof.leaves().isEmpty()) {
      return new Refuted("no leaf of memory %s is anchored".formatted(proof.memory()));
    }
    Optional<Anchor> found = chain.find(claimed.size());
    if (found.isEmpty()) {
      return new Refuted("the contract holds no head of size " + claimed.size());
    }
    Anchor anchor = found.get();
    long last = -1;
    for (LeafProof leaf : proof.leaves()) {
      if (leaf.index() <= last) {
        return new Refuted("leaf %d is not after leaf %d".formatted(leaf.index(), last));
      }
      last = leaf.index();
      if (!new InclusionProof(leaf.index(), anchor.size(), leaf.path())
          .proves(Leaf.hash(leaf.content()), anchor.root())) {
        return new Refuted(
            "leaf %d does not lead to the anchored root %s".formatted(leaf.index(), anchor.root()));
      }
      if (!isAbout(proof, leaf)) {
        return new Refuted(
            "leaf %d is not about memory %s of its user".formatted(leaf.index(), proof.memory()));
      }
    }
    return new Proven(anchor, proof.leaves().size());
  }

  private static boolean isAbout(MemoryProof proof, LeafProof leaf) {
    try {
      Leaf content = Leaf.parse(leaf.content());
      return content.subject().equals(proof.memory())
          && content.tenant().equals(proof.tenant())
          && content.user().equals(proof.user());
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
