// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.capture;

import dev.mneme.contract.EventData;
import dev.mneme.contract.EventType;
import dev.mneme.contract.Extensions;
import dev.mneme.contract.FieldErrors;
import dev.mneme.contract.HeaderValues;
import dev.mneme.contract.InvalidEventException;
import dev.mneme.contract.UserKey;
import dev.mneme.contract.data.ConsentGranted;
import dev.mneme.contract.data.ConsentWithdrawn;
import dev.mneme.contract.data.ErasureRequested;
import dev.mneme.contract.data.TextCaptured;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.core.format.EventDeserializationException;
import io.cloudevents.http.HttpMessageFactory;
import io.cloudevents.rw.CloudEventRWException;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** {@code POST /v1/events}: one CloudEvent of a publisher, in binary or structured mode. */
final class EventEndpoint implements PersonalEndpoint {
  /** Longest body, in bytes; a recording does not come this way but by reference. */
  static final int MOST_BYTES = 1 << 20;

  private static final String PREFIX = "ce-";
  private static final String EXPECTED =
      "what a publisher may send: dev.mneme.text.captured.v1, dev.mneme.audio.captured.v1,"
          + " dev.mneme.consent.granted.v1, dev.mneme.consent.withdrawn.v1 or"
          + " dev.mneme.erasure.requested.v1";

  private final Gateway gateway;

  EventEndpoint(Gateway gateway) {
    this.gateway = gateway;
  }

  @Override
  public Answer answer(UserKey caller, Call call) {
    CloudEvent event = owned(read(call), caller);
    return Answer.json(202, take(EventType.of(event), event));
  }

  /**
   * The event with its owner, whom it need not name.
   *
   * @throws HttpProblem 403 if it names somebody else
   */
  private static CloudEvent owned(CloudEvent event, UserKey caller) {
    Map<String, String> owner =
        Map.of(
            Extensions.TENANT, caller.tenant(),
            Extensions.USER_ID, caller.user(),
            Extensions.PARTITION_KEY, caller.partitionKey());
    CloudEventBuilder owned = CloudEventBuilder.from(event);
    owner.forEach(
        (name, own) -> {
          @Nullable Object said = event.getExtension(name);
          if (said != null && !said.equals(own)) {
            throw HttpProblem.of(
                403, "Somebody else's event", name, said, own + ", whom the token names");
          }
          owned.withExtension(name, own);
        });
    return owned.build();
  }

  private static CloudEvent read(Call call) {
    try {
      return HttpMessageFactory.createReader(headers(call), call.body(MOST_BYTES)).toEvent();
    } catch (CloudEventRWException
        | EventDeserializationException
        | IllegalArgumentException
        | IllegalStateException e) {
      String detail = String.valueOf(e.getMessage());
      throw HttpProblem.of(400, "Unreadable event", detail.lines().findFirst().orElse(detail));
    }
  }

  private static Map<String, String> headers(Call call) {
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    call.headers()
        .forEach(
            (name, value) ->
                headers.put(
                    name,
                    name.toLowerCase(Locale.ROOT).startsWith(PREFIX)
                        ? HeaderValues.decode(name, value)
                        : value));
    return headers;
  }

  private Captured take(EventType type, CloudEvent event) {
    switch (type) {
      case TEXT_CAPTURED -> EventData.read(event, TextCaptured::read);
      case CONSENT_GRANTED -> {
        return gateway.decide(event, EventData.read(event, ConsentGranted::read).purposes(), true);
      }
      case CONSENT_WITHDRAWN -> {
        return gateway.decide(
            event, EventData.read(event, ConsentWithdrawn::read).purposes(), false);
      }
      case ERASURE_REQUESTED -> {
        return gateway.forget(event, EventData.read(event, ErasureRequested::read));
      }
      case AUDIO_CAPTURED -> checkAudio(event);
      default -> throw InvalidEventException.of("type", event.getType(), EXPECTED);
    }
    return gateway.publish(event);
  }

  private static void checkAudio(CloudEvent event) {
    String type = event.getDataContentType();
    AudioType.of(type == null ? "" : type);
    FieldErrors errors = new FieldErrors();
    errors.check(
        event.getData() != null || event.getExtension(Extensions.DATA_REF) != null,
        "data",
        null,
        "a recording, or a dataref that says where it lies");
    errors.throwIfAny();
  }
}
