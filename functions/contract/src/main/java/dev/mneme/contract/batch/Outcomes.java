// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.contract.batch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import dev.mneme.contract.FieldError;
import dev.mneme.contract.InvalidEventException;
import dev.mneme.contract.Problem;
import io.cloudevents.CloudEvent;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The answer to a batch: a JSON array with one object an event, in the order of the request, each
 * with the event's {@code id} and {@code source}, a {@code status} as HTTP has it, and what goes
 * with it: {@code replies}, {@code problem}, {@code retryAfter} in whole seconds.
 */
public final class Outcomes {
  /** Media type of the answer. */
  public static final String MEDIA_TYPE = "application/vnd.mneme.outcomes+json";

  private static final int OK = 200;

  private Outcomes() {}

  /** Writes one outcome for each event; both lists have the same length. */
  public static byte[] write(List<CloudEvent> events, List<Outcome> outcomes) {
    if (events.size() != outcomes.size()) {
      throw new IllegalArgumentException(
          events.size() + " events, but " + outcomes.size() + " outcomes");
    }
    ArrayNode array = EventBatch.JSON.createArrayNode();
    for (int i = 0; i < events.size(); i++) {
      ObjectNode node = array.addObject();
      node.put("id", events.get(i).getId());
      node.put("source", events.get(i).getSource().toString());
      write(node, outcomes.get(i));
    }
    try {
      return EventBatch.JSON.writeValueAsBytes(array);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a JSON tree can always be written", e);
    }
  }

  /**
   * Reads the outcomes of {@code events}.
   *
   * @throws InvalidEventException if they are not one for each event, in order
   */
  public static List<Outcome> read(byte[] json, List<CloudEvent> events) {
    JsonNode array;
    try {
      array = EventBatch.JSON.readTree(json);
    } catch (IOException e) {
      throw InvalidEventException.of("body", e.getMessage(), "a JSON array of outcomes");
    }
    if (!array.isArray() || array.size() != events.size()) {
      throw InvalidEventException.of(
          "body", array.size() + " outcomes", "one outcome for each of " + events.size());
    }
    List<Outcome> outcomes = new ArrayList<>(events.size());
    for (int i = 0; i < events.size(); i++) {
      outcomes.add(read(array.get(i), "body[" + i + "]", events.get(i)));
    }
    return outcomes;
  }

  private static void write(ObjectNode node, Outcome outcome) {
    switch (outcome) {
      case Outcome.Done(List<CloudEvent> replies) -> {
        node.put("status", OK);
        ArrayNode array = node.putArray("replies");
        replies.forEach(reply -> array.addRawValue(raw(reply)));
      }
      case Outcome.Refused(Problem problem) -> {
        node.put("status", problem.status());
        node.set("problem", EventBatch.JSON.valueToTree(problem));
      }
      case Outcome.Later(Problem problem, Duration retryAfter) -> {
        node.put("status", problem.status());
        node.put("retryAfter", Math.max(1, retryAfter.toSeconds()));
        node.set("problem", EventBatch.JSON.valueToTree(problem));
      }
    }
  }

  /** As text, for as a tree the writer of CloudEvents would make a string of JSON data. */
  private static RawValue raw(CloudEvent reply) {
    try {
      return new RawValue(EventBatch.JSON.writeValueAsString(reply));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a CloudEvent always has a JSON form", e);
    }
  }

  private static Outcome read(JsonNode node, String field, CloudEvent event) {
    if (!event.getId().equals(node.path("id").asText())
        || !event.getSource().toString().equals(node.path("source").asText())) {
      throw InvalidEventException.of(
          field, node.path("id").asText(), "the outcome of event " + event.getId());
    }
    int status = node.path("status").asInt();
    if (status >= 200 && status < 300) {
      return new Outcome.Done(replies(node.path("replies"), field));
    }
    if (status < 400 || status > 599) {
      throw InvalidEventException.of(field + ".status", status, "2xx, 4xx or 5xx");
    }
    JsonNode problem = node.path("problem");
    Problem told =
        new Problem(
            problem.path("title").asText("Status " + status),
            status,
            problem.path("detail").asText(""),
            errors(problem.path("errors")));
    return node.has("retryAfter")
        ? new Outcome.Later(told, Duration.ofSeconds(node.path("retryAfter").asLong(1)))
        : new Outcome.Refused(told);
  }

  private static List<CloudEvent> replies(JsonNode array, String field) {
    List<CloudEvent> replies = new ArrayList<>();
    for (int i = 0; i < array.size(); i++) {
      replies.add(EventBatch.event(array.get(i), field + ".replies[" + i + "]"));
    }
    return replies;
  }

  private static List<FieldError> errors(JsonNode array) {
    List<FieldError> errors = new ArrayList<>();
    for (JsonNode e : array) {
      errors.add(
          new FieldError(
              e.path("field").asText(), e.path("value").asText(), e.path("expected").asText()));
    }
    return errors;
  }
}
