// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.contract;

import io.cloudevents.CloudEvent;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The events of Mneme. The CloudEvents {@code type} is {@code dev.mneme.<noun>.<verb>.v1} with the
 * verb in the past tense; a change that an old reader could not take is a new version.
 */
public enum EventType {
  AUDIO_CAPTURED("audio", "captured"),
  TEXT_CAPTURED("text", "captured"),
  MEMORY_TRANSCRIBED("memory", "transcribed"),
  MEMORY_CLASSIFIED("memory", "classified"),
  MEMORY_PERSISTED("memory", "persisted"),
  MODEL_TRAINING_REQUESTED("model", "training.requested"),
  MODEL_TRAINED("model", "trained"),
  AUDIT_SEALED("audit", "sealed"),
  AUDIT_ANCHORED("audit", "anchored"),
  CONSENT_GRANTED("consent", "granted"),
  CONSENT_WITHDRAWN("consent", "withdrawn"),
  ERASURE_REQUESTED("erasure", "requested"),
  ERASURE_COMPLETED("erasure", "completed");

  private static final Map<String, EventType> BY_TYPE =
      Arrays.stream(values()).collect(Collectors.toMap(EventType::type, Function.identity()));

  private final String noun;
  private final String verb;

  EventType(String noun, String verb) {
    this.noun = noun;
    this.verb = verb;
  }

  /** The CloudEvents {@code type} attribute. */
  public String type() {
    return "dev.mneme." + noun + "." + verb + ".v1";
  }

  /** First subject token: what the event is about. */
  public String noun() {
    return noun;
  }

  /** Second subject token: what happened, dots of the type written as dashes. */
  public String verbToken() {
    return verb.replace('.', '-');
  }

  /** Whether such an event holds what somebody said or wrote. */
  public boolean tellsOfALife() {
    return switch (this) {
      case AUDIO_CAPTURED, TEXT_CAPTURED, MEMORY_TRANSCRIBED, MEMORY_CLASSIFIED -> true;
      case MEMORY_PERSISTED,
          MODEL_TRAINING_REQUESTED,
          MODEL_TRAINED,
          AUDIT_SEALED,
          AUDIT_ANCHORED,
          CONSENT_GRANTED,
          CONSENT_WITHDRAWN,
          ERASURE_REQUESTED,
          ERASURE_COMPLETED ->
          false;
    };
  }

  /** Whether such an event says what its owner wants done; no consent is needed for that. */
  public boolean saysAWish() {
    return this == CONSENT_GRANTED || this == CONSENT_WITHDRAWN || this == ERASURE_REQUESTED;
  }

  /**
   * The type of an event.
   *
   * @throws InvalidEventException if the type is not one of Mneme's
   */
  public static EventType of(CloudEvent event) {
    return of(event.getType());
  }

  /** The type of an event; empty if it is not one of Mneme's. */
  public static Optional<EventType> find(CloudEvent event) {
    return Optional.ofNullable(BY_TYPE.get(event.getType()));
  }

  /**
   * The constant for a CloudEvents {@code type}.
   *
   * @throws InvalidEventException if the type is not one of Mneme's
   */
  public static EventType of(String type) {
    EventType found = BY_TYPE.get(type);
    if (found == null) {
      throw new InvalidEventException(List.of(FieldError.of("type", type, "one of " + known())));
    }
    return found;
  }

  private static String known() {
    return BY_TYPE.keySet().stream().sorted().collect(Collectors.joining(", "));
  }
}
