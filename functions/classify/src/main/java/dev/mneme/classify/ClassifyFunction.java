// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.classify;

import dev.mneme.classify.people.PeopleFinder;
import dev.mneme.contract.EventType;
import dev.mneme.contract.InvalidEventException;
import dev.mneme.contract.Problem;
import dev.mneme.contract.Replies;
import dev.mneme.contract.batch.Outcome;
import dev.mneme.contract.data.Embedding;
import dev.mneme.contract.data.MemoryClassified;
import dev.mneme.embedding.Embedder;
import io.cloudevents.CloudEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/** Many memories at a time; what is wrong with one is told of that one alone. */
final class ClassifyFunction implements Function<List<CloudEvent>, List<Outcome>> {
  private static final String NAME = "classify";

  private final Embedder embedder;
  private final Classifier classifier;
  private final PeopleFinder people;

  ClassifyFunction(Embedder embedder, Classifier classifier, PeopleFinder people) {
    this.embedder = embedder;
    this.classifier = classifier;
    this.people = people;
  }

  @Override
  public List<Outcome> apply(List<CloudEvent> events) {
    Outcome[] outcomes = new Outcome[events.size()];
    List<Captured> captured = new ArrayList<>(events.size());
    List<Integer> places = new ArrayList<>(events.size());
    for (int i = 0; i < events.size(); i++) {
      try {
        captured.add(Captured.of(events.get(i)));
        places.add(i);
      } catch (InvalidEventException e) {
        outcomes[i] = new Outcome.Refused(Problem.of(e));
      }
    }
    List<float[]> vectors = embedder.embed(captured.stream().map(Captured::text).toList());
    for (int i = 0; i < places.size(); i++) {
      int place = places.get(i);
      outcomes[place] = done(events.get(place), captured.get(i), vectors.get(i));
    }
    return List.of(outcomes);
  }

  private Outcome done(CloudEvent event, Captured captured, float[] vector) {
    MemoryClassified classified =
        new MemoryClassified(
            captured.text(),
            captured.language(),
            classifier.category(captured.text(), vector),
            classifier.kind(vector),
            captured.ownerCategory(),
            Embedding.of(embedder.model(), vector),
            captured.transcript(),
            captured.audio(),
            people.in(captured.text()));
    String memory = Objects.requireNonNull(event.getSubject(), "the runtime checked the subject");
    return new Outcome.Done(
        Replies.of(NAME, event).add(EventType.MEMORY_CLASSIFIED, memory, classified).list());
  }
}
