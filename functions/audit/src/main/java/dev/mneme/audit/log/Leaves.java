// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.audit.log;

import dev.mneme.contract.EventData;
import dev.mneme.contract.EventType;
import dev.mneme.contract.FieldErrors;
import dev.mneme.contract.FieldReader;
import dev.mneme.contract.InvalidEventException;
import dev.mneme.contract.Payload;
import dev.mneme.contract.UserKey;
import dev.mneme.contract.data.ConsentGranted;
import dev.mneme.contract.data.ConsentWithdrawn;
import dev.mneme.contract.data.ErasureCompleted;
import dev.mneme.contract.data.MemoryPersisted;
import dev.mneme.contract.data.ModelTrained;
import io.cloudevents.CloudEvent;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Objects;
import java.util.function.Function;

/** Makes leaves out of the events that the log takes. Thread-safe. */
public final class Leaves {
  private static final int BLIND_BYTES = 16;
  private static final int LONGEST_SOURCE = 1024;

  private final SecureRandom random = new SecureRandom();

  /**
   * The leaf of an event that passed {@link dev.mneme.contract.Envelope}, with a fresh blind.
   *
   * @throws InvalidEventException if the log does not take this type or the event is malformed
   */
  public Leaf of(CloudEvent event) {
    EventType type = EventType.of(event);
    UserKey owner = UserKey.of(event);
    FieldErrors errors = new FieldErrors();
    storable(errors, "id", event.getId(), 256);
    storable(errors, "source", event.getSource().toString(), LONGEST_SOURCE);
    storable(errors, "subject", Objects.requireNonNull(event.getSubject()), 256);
    errors.throwIfAny();
    return new Leaf(
        blind(),
        digest(type, event),
        event.getId(),
        event.getSource().toString(),
        event.getSubject(),
        owner.tenant(),
        Objects.requireNonNull(event.getTime()).toInstant().toString(),
        event.getType(),
        owner.user(),
        Leaf.VERSION);
  }

  private String blind() {
    byte[] bytes = new byte[BLIND_BYTES];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  private static String digest(EventType type, CloudEvent event) {
    return switch (type) {
      case MEMORY_PERSISTED -> EventData.read(event, MemoryPersisted::read).commitment();
      case MODEL_TRAINED -> EventData.read(event, ModelTrained::read).sha256();
      case CONSENT_GRANTED -> ofData(event, ConsentGranted::read);
      case CONSENT_WITHDRAWN -> ofData(event, ConsentWithdrawn::read);
      case ERASURE_COMPLETED -> ofData(event, ErasureCompleted::read);
      default ->
          throw InvalidEventException.of(
              "type",
              event.getType(),
              "a change that the log takes: memory.persisted, model.trained, consent.granted,"
                  + " consent.withdrawn or erasure.completed");
    };
  }

  private static String ofData(CloudEvent event, Function<FieldReader, ? extends Payload> reader) {
    EventData.read(event, reader);
    try {
      byte[] data = Objects.requireNonNull(event.getData()).toBytes();
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(data));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** What Postgres cannot store would fail the whole batch, again and again. */
  private static void storable(FieldErrors errors, String field, String value, int longest) {
    errors.check(
        value.length() <= longest
            && value.chars().noneMatch(Character::isISOControl)
            && StandardCharsets.UTF_8.newEncoder().canEncode(value),
        field,
        value,
        "1 to " + longest + " characters without control characters");
  }
}
