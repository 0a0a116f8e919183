// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.local.demo;

import dev.mneme.audit.chain.AnchorReader;
import dev.mneme.audit.chain.ChainAddress;
import dev.mneme.audit.chain.EvmChain;
import dev.mneme.audit.proof.Verdict;
import dev.mneme.audit.proof.Verifier;
import dev.mneme.contract.EventData;
import dev.mneme.contract.EventType;
import dev.mneme.contract.UserKey;
import dev.mneme.contract.data.AuditAnchored;
import dev.mneme.local.client.MnemeClient;
import dev.mneme.local.console.Step;
import dev.mneme.local.demo.Summary.Audit;
import dev.mneme.local.stack.Endpoints;
import io.cloudevents.CloudEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Function;

/** Checks as a third party would that every memory is in the audit log and the log on the chain. */
final class Proving {
  private final EventWatch watch;
  private final Hang hang;
  private final Deadline deadline;
  private final MnemeClient client;
  private final Endpoints at;
  private final Function<UserKey, String> tokens;

  Proving(
      EventWatch watch,
      Hang hang,
      Deadline deadline,
      MnemeClient client,
      Endpoints at,
      Function<UserKey, String> tokens) {
    this.watch = watch;
    this.hang = hang;
    this.deadline = deadline;
    this.client = client;
    this.at = at;
    this.tokens = tokens;
  }

  /** Waits until all that happened is anchored, then asks for a proof of each memory. */
  Audit run(Step line) throws InterruptedException {
    int leaves = watch.count(EventType.MEMORY_PERSISTED) + watch.count(EventType.MODEL_TRAINED);
    boolean anchored =
        watch.await(
            deadline,
            () -> anchored() >= leaves,
            () -> line.update(anchored() + " of " + leaves + " leaves anchored"));
    if (!anchored) {
      throw hang.at("audit", anchored() + " of " + leaves + " leaves anchored");
    }
    AnchorReader chain = EvmChain.reader(new ChainAddress(at.chain(), at.chainId(), at.contract()));
    List<String> refuted = new ArrayList<>();
    Verdict.Proven last = null;
    int proofs = 0;
    Verifier verifier = new Verifier(chain);
    for (CloudEvent memory : watch.events(EventType.MEMORY_PERSISTED)) {
      switch (verifier.verify(proof(memory))) {
        case Verdict.Proven proven -> {
          last = proven;
          line.update(++proofs + " proofs hold");
        }
        case Verdict.Refuted(String reason) -> refuted.add(memory.getSubject() + ": " + reason);
      }
    }
    if (last == null || !refuted.isEmpty()) {
      throw new DemoException("proofs that do not hold: " + refuted);
    }
    line.done(
        proofs
            + " inclusion proofs hold against the root on chain "
            + at.chainId()
            + ", block "
            + last.anchor().block());
    return new Audit(
        last.anchor().size(),
        last.anchor().root().toString(),
        last.anchor().transaction(),
        at.chainId(),
        at.contract(),
        proofs,
        refuted.isEmpty());
  }

  private String proof(CloudEvent memory) {
    return client.proof(
        at.audit(), tokens.apply(UserKey.of(memory)), String.valueOf(memory.getSubject()));
  }

  private long anchored() {
    OptionalLong most =
        watch.events(EventType.AUDIT_ANCHORED).stream()
            .mapToLong(event -> EventData.read(event, AuditAnchored::read).size())
            .max();
    return most.orElse(0);
  }
}
