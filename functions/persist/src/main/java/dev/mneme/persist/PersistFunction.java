// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.persist;

import dev.mneme.contract.EventType;
import dev.mneme.contract.InvalidEventException;
import dev.mneme.contract.Problem;
import dev.mneme.contract.Replies;
import dev.mneme.contract.TryLaterException;
import dev.mneme.contract.UserKey;
import dev.mneme.contract.batch.Outcome;
import dev.mneme.contract.data.MemoryPersisted;
import dev.mneme.contract.data.ModelTrainingRequested;
import io.cloudevents.CloudEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Many memories at a time, one transaction for each owner. Objects come first: a row is the sign
 * that all of a memory is there, and an object without a row is seen by nobody.
 */
final class PersistFunction implements Function<List<CloudEvent>, List<Outcome>> {
  private static final Logger LOG = LoggerFactory.getLogger(PersistFunction.class);
  private static final String NAME = "persist";
  private static final Duration DEFECT = Duration.ofSeconds(5);

  private final BlockObjects objects;
  private final MemoryRows rows;

  PersistFunction(BlockObjects objects, MemoryRows rows) {
    this.objects = objects;
    this.rows = rows;
  }

  @Override
  public List<Outcome> apply(List<CloudEvent> events) {
    Outcome[] outcomes = new Outcome[events.size()];
    Map<UserKey, Map<Integer, CloudEvent>> owners = new LinkedHashMap<>();
    for (int i = 0; i < events.size(); i++) {
      owners
          .computeIfAbsent(UserKey.of(events.get(i)), owner -> new LinkedHashMap<>())
          .put(i, events.get(i));
    }
    owners.forEach((owner, own) -> persist(owner, own, outcomes));
    return Arrays.asList(outcomes);
  }

  private void persist(UserKey owner, Map<Integer, CloudEvent> events, Outcome[] outcomes) {
    Map<Integer, Block> blocks = new LinkedHashMap<>();
    TryLaterException away = null;
    for (Map.Entry<Integer, CloudEvent> entry : events.entrySet()) {
      // Once a store is away, a later memory must not overtake this one.
      if (away != null) {
        outcomes[entry.getKey()] = later(away);
        continue;
      }
      try {
        Block block = Block.of(entry.getValue());
        objects.put(block);
        blocks.put(entry.getKey(), block);
      } catch (InvalidEventException e) {
        outcomes[entry.getKey()] = new Outcome.Refused(Problem.of(e));
      } catch (TryLaterException e) {
        away = e;
        outcomes[entry.getKey()] = later(e);
      }
    }
    try {
      List<Kept> kept = rows.keep(owner, new ArrayList<>(blocks.values()));
      int next = 0;
      for (Map.Entry<Integer, Block> entry : blocks.entrySet()) {
        outcomes[entry.getKey()] = outcome(entry.getValue(), kept.get(next++));
      }
    } catch (TryLaterException e) {
      blocks.keySet().forEach(place -> outcomes[place] = later(e));
    } catch (IllegalStateException e) {
      // A defect, but it shall not cost the other owners of the batch their outcome.
      LOG.error("memories of one owner not persisted", e);
      blocks.keySet().forEach(place -> outcomes[place] = Outcome.later("not persisted", DEFECT));
    }
  }

  private static Outcome outcome(Block block, Kept kept) {
    return switch (kept) {
      case Kept.Row row -> done(block, row);
      case Kept.Taken taken ->
          new Outcome.Refused(
              Problem.of(
                  InvalidEventException.of(
                      "subject",
                      block.id(),
                      "the id of a memory that no other event has made; "
                          + taken.source()
                          + " "
                          + taken.event()
                          + " has")));
    };
  }

  private static Outcome done(Block block, Kept.Row row) {
    Replies replies =
        Replies.of(NAME, block.event())
            .add(
                EventType.MEMORY_PERSISTED,
                block.id(),
                new MemoryPersisted(block.filedUnder(), row.commitment(), row.position()));
    row.trainingLabelled()
        .ifPresent(
            labelled ->
                replies.add(
                    EventType.MODEL_TRAINING_REQUESTED,
                    "model-" + row.position(),
                    new ModelTrainingRequested(labelled, row.position())));
    return new Outcome.Done(replies.list());
  }

  private static Outcome later(TryLaterException e) {
    return Outcome.later(String.valueOf(e.getMessage()), e.retryAfter());
  }
}
