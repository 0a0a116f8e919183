// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.train;

import dev.mneme.contract.EventData;
import dev.mneme.contract.EventType;
import dev.mneme.contract.InvalidEventException;
import dev.mneme.contract.NoConsentException;
import dev.mneme.contract.Purpose;
import dev.mneme.contract.UserKey;
import dev.mneme.contract.data.ModelTrained;
import dev.mneme.contract.data.ModelTrainingRequested;
import dev.mneme.stores.Area;
import dev.mneme.stores.Consents;
import dev.mneme.stores.ObjectKey;
import dev.mneme.stores.ObjectStore;
import dev.mneme.stores.Sha256;
import io.cloudevents.CloudEvent;
import java.net.URI;
import java.util.Optional;

/**
 * One request of one user: read, learn, keep, register, in this order, so that a crash in between
 * leaves nothing that a repetition would not overwrite with the same bytes.
 */
final class UserTraining {
  private static final String MEDIA_TYPE = "application/octet-stream";
  private static final int SHORT_HASH = 12;

  private final Consents consents;
  private final LabelledMemories memories;
  private final Learners learners;
  private final ObjectStore objects;
  private final ModelRegistry registry;
  private final int least;

  /**
   * @param least labelled memories without which nothing can be learnt and measured
   */
  UserTraining(
      Consents consents,
      LabelledMemories memories,
      Learners learners,
      ObjectStore objects,
      ModelRegistry registry,
      int least) {
    this.consents = consents;
    this.memories = memories;
    this.learners = learners;
    this.objects = objects;
    this.registry = registry;
    this.least = least;
  }

  /**
   * Trains the model that an event asks for; the same event gets the same answer again.
   *
   * @throws InvalidEventException if it is another event, not valid, or its user has labelled too
   *     few memories
   * @throws NoConsentException if its user does not allow it
   */
  ModelTrained train(CloudEvent event) {
    if (EventType.of(event) != EventType.MODEL_TRAINING_REQUESTED) {
      throw InvalidEventException.of(
          "type", event.getType(), EventType.MODEL_TRAINING_REQUESTED.type());
    }
    ModelTrainingRequested request = EventData.read(event, ModelTrainingRequested::read);
    UserKey owner = UserKey.of(event);
    Optional<ModelTrained> earlier = registry.find(owner, event);
    return earlier.isPresent() ? earlier.get() : train(owner, event, request);
  }

  private ModelTrained train(UserKey owner, CloudEvent event, ModelTrainingRequested request) {
    consents.check(owner, Purpose.TRAIN);
    TrainingSet set = memories.of(owner, request.upTo());
    if (set.size() < least) {
      throw InvalidEventException.of(
          "data.upTo",
          request.upTo(),
          "a position with at least "
              + least
              + " labelled memories up to it; there are "
              + set.size());
    }
    Learnt learnt = learners.learn(set);
    byte[] artifact = learnt.head().toBytes(set.embeddingModel());
    String sha256 = Sha256.hex(artifact);
    // Increases with the position, and names one content only: no two models share an object.
    String version = "%012d-%s".formatted(request.upTo(), sha256.substring(0, SHORT_HASH));
    URI uri = objects.put(ObjectKey.of(owner, Area.MODELS, version), artifact, MEDIA_TYPE);
    ModelTrained trained =
        new ModelTrained(
            version,
            uri,
            sha256,
            set.size(),
            learnt.seconds(),
            set.heldOut().size(),
            learnt.accuracy(),
            learnt.baselineAccuracy(),
            learnt.better());
    return registry.add(owner, event, request.upTo(), set.embeddingModel(), trained);
  }
}
