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
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Many memories at a time: one transaction for each owner, the owners at the same time. Objects
 * come first: a row is the sign that all of a memory is there.
 */
final class PersistFunction implements Function<List<CloudEvent>, List<Outcome>> {
  private static final Logger LOG = LoggerFactory.getLogger(PersistFunction.class);
  private static final String NAME = "persist";
  private static final Duration AFTER_DEFECT = Duration.ofSeconds(5);

  private final MemoryKeeper keeper;

  PersistFunction(MemoryKeeper keeper) {
    this.keeper = keeper;
  }

  @Override
  public List<Outcome> apply(List<CloudEvent> events) {
    Outcome[] outcomes = new Outcome[events.size()];
    Map<UserKey, Map<Integer, Block>> owners = new LinkedHashMap<>();
    for (int i = 0; i < outcomes.length; i++) {
      try {
        Block block = Block.of(events.get(i));
        owners.computeIfAbsent(block.owner(), owner -> new LinkedHashMap<>()).put(i, block);
      } catch (InvalidEventException e) {
        outcomes[i] = new Outcome.Refused(Problem.of(e));
      }
    }
    // Each place of the array is written by one thread, and read when all have ended.
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      owners.forEach((owner, own) -> threads.execute(() -> persist(owner, own, outcomes)));
    }
    return Arrays.asList(outcomes);
  }

  private void persist(UserKey owner, Map<Integer, Block> places, Outcome[] outcomes) {
    List<Integer> order = List.copyOf(places.keySet());
    List<Outcome> own = persist(owner, List.copyOf(places.values()));
    IntStream.range(0, order.size()).forEach(i -> outcomes[order.get(i)] = own.get(i));
  }

  private List<Outcome> persist(UserKey owner, List<Block> blocks) {
    try {
      List<Kept> kept = keeper.keep(owner, blocks);
      return IntStream.range(0, blocks.size())
          .mapToObj(i -> outcome(blocks.get(i), kept.get(i)))
          .toList();
    } catch (TryLaterException e) {
      return blocks.stream().map(block -> later(e)).toList();
    } catch (RuntimeException e) {
      return blocks.size() == 1 ? List.of(defect(blocks.getFirst(), e)) : alone(owner, blocks);
    }
  }

  /** One of them cannot be written, and shall not take the others with it. */
  private List<Outcome> alone(UserKey owner, List<Block> blocks) {
    return blocks.stream().map(block -> persist(owner, List.of(block)).getFirst()).toList();
  }

  private static Outcome outcome(Block block, Kept kept) {
    return switch (kept) {
      case Kept.Row row -> done(block, row);
      case Kept.Refused(InvalidEventException reason) -> new Outcome.Refused(Problem.of(reason));
      case Kept.Waiting(TryLaterException reason) -> later(reason);
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

  private static Outcome defect(Block block, RuntimeException e) {
    LOG.error("event {} of {} failed", block.key().id(), block.key().source(), e);
    return new Outcome.Later(
        Problem.of(500, "Internal error", "the log of persist says more"), AFTER_DEFECT);
  }
}
