// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.local.demo;

import dev.mneme.contract.EventData;
import dev.mneme.contract.EventType;
import dev.mneme.contract.UserKey;
import dev.mneme.contract.data.ModelTrained;
import dev.mneme.local.console.Step;
import dev.mneme.local.demo.Summary.Model;
import io.cloudevents.CloudEvent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Waits for the personal models; of several of one person, the newest counts. */
final class Learning {
  private final EventWatch watch;
  private final Hang hang;
  private final Deadline deadline;

  Learning(EventWatch watch, Hang hang, Deadline deadline) {
    this.watch = watch;
    this.hang = hang;
    this.deadline = deadline;
  }

  /**
   * Waits until every person has a model and every request is answered.
   *
   * @param people who have labelled enough to learn from
   */
  List<Model> run(int people, Step line) throws InterruptedException {
    boolean done =
        watch.await(
            deadline,
            () -> models().size() == people && trained() >= requested(),
            () -> line.update(progress()));
    if (!done) {
      throw hang.at(requested() == 0 ? "persist" : "train", progress());
    }
    Map<String, Model> models = models();
    line.done(
        models.size()
            + " models, "
            + models.values().stream().filter(Model::promoted).count()
            + " promoted");
    return List.copyOf(models.values());
  }

  private int requested() {
    return watch.count(EventType.MODEL_TRAINING_REQUESTED);
  }

  private int trained() {
    return watch.count(EventType.MODEL_TRAINED);
  }

  private String progress() {
    return trained() + " of " + requested() + " requested models trained";
  }

  private Map<String, Model> models() {
    Map<String, Model> models = new LinkedHashMap<>();
    for (CloudEvent event : watch.events(EventType.MODEL_TRAINED)) {
      ModelTrained data = EventData.read(event, ModelTrained::read);
      String user = UserKey.of(event).user();
      models.put(
          user,
          new Model(
              user,
              data.memories(),
              data.seconds(),
              data.heldOut(),
              data.heldOutAccuracy(),
              data.baselineAccuracy(),
              data.promoted()));
    }
    return models;
  }
}
