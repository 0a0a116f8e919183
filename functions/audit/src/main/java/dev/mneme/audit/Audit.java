// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.audit;

import dev.mneme.audit.chain.Anchor;
import dev.mneme.audit.chain.ChainException;
import dev.mneme.audit.consent.Decisions;
import dev.mneme.audit.log.Anchoring;
import dev.mneme.audit.log.AuditLog;
import dev.mneme.audit.log.Leaf;
import dev.mneme.audit.log.Leaves;
import dev.mneme.audit.log.LogBrokenException;
import dev.mneme.audit.log.Placement;
import dev.mneme.audit.merkle.TreeHead;
import dev.mneme.contract.EventType;
import dev.mneme.contract.InvalidEventException;
import dev.mneme.contract.Problem;
import dev.mneme.contract.Replies;
import dev.mneme.contract.TryLaterException;
import dev.mneme.contract.UserKey;
import dev.mneme.contract.batch.Outcome;
import dev.mneme.contract.data.AuditAnchored;
import dev.mneme.contract.data.AuditSealed;
import io.cloudevents.CloudEvent;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Appends a batch of events, seals it as one head and anchors the head. The event whose leaf is the
 * last under a head replies with {@code audit.sealed} and {@code audit.anchored}: so the replies
 * follow from the log alone, and a redelivery in any other grouping repeats them exactly.
 *
 * <p>Until a head is anchored its events are not done. Redelivered, they find their leaves in place
 * and only the anchor is made up for.
 */
final class Audit implements Function<List<CloudEvent>, List<Outcome>> {
  static final String NAME = "audit";

  private static final Duration CHAIN_RETRY = Duration.ofSeconds(10);
  private static final Duration BROKEN_RETRY = Duration.ofMinutes(5);
  private static final Logger LOG = LoggerFactory.getLogger(Audit.class);

  private final Leaves leaves = new Leaves();
  private final Decisions decisions;
  private final AuditLog log;
  private final Anchoring anchoring;

  Audit(Decisions decisions, AuditLog log, Anchoring anchoring) {
    this.decisions = decisions;
    this.log = log;
    this.anchoring = anchoring;
  }

  @Override
  public List<Outcome> apply(List<CloudEvent> events) {
    Outcome[] outcomes = new Outcome[events.size()];
    Map<Integer, Leaf> accepted = new LinkedHashMap<>();
    for (int i = 0; i < events.size(); i++) {
      try {
        accepted.put(i, leaves.of(events.get(i)));
      } catch (InvalidEventException e) {
        outcomes[i] = new Outcome.Refused(Problem.of(e));
      }
    }
    if (!accepted.isEmpty()) {
      record(events, accepted, outcomes);
    }
    return Arrays.asList(outcomes);
  }

  private void record(List<CloudEvent> events, Map<Integer, Leaf> accepted, Outcome[] outcomes) {
    Map<Integer, Outcome> recorded;
    try {
      recorded = recorded(events, accepted);
    } catch (TryLaterException e) {
      recorded = all(accepted, Outcome.later(String.valueOf(e.getMessage()), e.retryAfter()));
    } catch (ChainException e) {
      recorded = all(accepted, later(e, CHAIN_RETRY));
    } catch (LogBrokenException e) {
      LOG.error("a person has to look: {}", e.getMessage());
      recorded = all(accepted, later(e, BROKEN_RETRY));
    }
    recorded.forEach((place, outcome) -> outcomes[place] = outcome);
  }

  private Map<Integer, Outcome> recorded(List<CloudEvent> events, Map<Integer, Leaf> accepted) {
    List<Placement> placements = log.append(List.copyOf(accepted.values()));
    // A chain that is away for a while keeps no withdrawal from being in force.
    decide(events, List.copyOf(accepted.keySet()), placements);
    anchoring.cover(placements.stream().mapToLong(at -> at.sealed().size()).max().orElseThrow());
    Map<Integer, Outcome> outcomes = new HashMap<>();
    Set<Long> told = new HashSet<>();
    Iterator<Placement> next = placements.iterator();
    accepted.forEach(
        (place, leaf) -> {
          Placement at = next.next();
          if (at.contradicts()) {
            outcomes.put(place, conflict(leaf, at));
          } else if (at.seals() && told.add(at.index())) {
            outcomes.put(place, new Outcome.Done(replies(events.get(place), at.sealed())));
          } else {
            outcomes.put(place, Outcome.done());
          }
        });
    return outcomes;
  }

  private void decide(List<CloudEvent> events, List<Integer> places, List<Placement> placements) {
    for (int i = 0; i < placements.size(); i++) {
      if (!placements.get(i).contradicts()) {
        decisions.write(events.get(places.get(i)));
      }
    }
  }

  private List<CloudEvent> replies(CloudEvent last, TreeHead sealed) {
    Anchor anchor = anchoring.cover(sealed.size());
    return Replies.of(NAME, last)
        .add(
            EventType.AUDIT_SEALED,
            UserKey.SYSTEM,
            subject(sealed),
            new AuditSealed(sealed.size(), sealed.root().hex()))
        .add(
            EventType.AUDIT_ANCHORED,
            UserKey.SYSTEM,
            subject(anchor.head()),
            new AuditAnchored(
                anchor.size(),
                anchor.root().hex(),
                anchor.chainId(),
                anchor.contract(),
                anchor.transaction(),
                anchor.block()))
        .list();
  }

  private static String subject(TreeHead head) {
    return "head-" + head.size();
  }

  private static Outcome conflict(Leaf leaf, Placement at) {
    return new Outcome.Refused(
        Problem.of(
            409,
            "Conflicting event",
            "leaf %d already records event %s of source %s, with other content"
                .formatted(at.index(), leaf.id(), leaf.source())));
  }

  private static Map<Integer, Outcome> all(Map<Integer, Leaf> accepted, Outcome outcome) {
    Map<Integer, Outcome> outcomes = new HashMap<>();
    accepted.keySet().forEach(place -> outcomes.put(place, outcome));
    return outcomes;
  }

  private static Outcome later(RuntimeException e, Duration retryAfter) {
    // The cause, with its hosts, stays here; the reason travels into dead letters.
    LOG.warn("to be tried again after {}: {}, {}", retryAfter, e.getMessage(), "" + e.getCause());
    return Outcome.later(String.valueOf(e.getMessage()), retryAfter);
  }
}
