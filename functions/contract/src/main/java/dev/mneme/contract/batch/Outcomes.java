// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.contract.batch;

import dev.mneme.contract.FieldError;
import dev.mneme.contract.InvalidEventException;
import dev.mneme.contract.Problem;
import io.cloudevents.CloudEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;

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
    return Json.write(
        json -> {
          json.writeStartArray();
          for (int i = 0; i < events.size(); i++) {
            json.writeStartObject();
            json.writeStringProperty("id", events.get(i).getId());
            json.writeStringProperty("source", events.get(i).getSource().toString());
            write(json, outcomes.get(i));
            json.writeEndObject();
          }
          json.writeEndArray();
        });
  }

  /**
   * Reads the outcomes of {@code events}.
   *
   * @throws InvalidEventException if they are not one for each event, in order
   */
  public static List<Outcome> read(byte[] json, List<CloudEvent> events) {
    JsonNode array = Json.read(json, "a JSON array of outcomes");
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

  private static void write(JsonGenerator json, Outcome outcome) {
    outcome.fold(
        done -> write(json, done), refused -> write(json, refused), later -> write(json, later));
  }

  private static JsonGenerator write(JsonGenerator json, Outcome.Done done) {
    json.writeNumberProperty("status", OK);
    json.writeArrayPropertyStart("replies");
    done.replies().forEach(reply -> EventWriter.write(json, reply));
    return json.writeEndArray();
  }

  private static JsonGenerator write(JsonGenerator json, Outcome.Refused refused) {
    json.writeNumberProperty("status", refused.problem().status());
    return write(json, refused.problem());
  }

  private static JsonGenerator write(JsonGenerator json, Outcome.Later later) {
    json.writeNumberProperty("status", later.problem().status());
    json.writeNumberProperty("retryAfter", Math.max(1, later.retryAfter().toSeconds()));
    return write(json, later.problem());
  }

  private static JsonGenerator write(JsonGenerator json, Problem problem) {
    json.writeObjectPropertyStart("problem");
    json.writeStringProperty("title", problem.title());
    json.writeNumberProperty("status", problem.status());
    json.writeStringProperty("detail", problem.detail());
    json.writeArrayPropertyStart("errors");
    for (FieldError error : problem.errors()) {
      json.writeStartObject();
      json.writeStringProperty("field", error.field());
      json.writeStringProperty("value", error.value());
      json.writeStringProperty("expected", error.expected());
      json.writeEndObject();
    }
    json.writeEndArray();
    return json.writeEndObject();
  }

  private static Outcome read(JsonNode node, String field, CloudEvent event) {
    if (!event.getId().equals(node.path("id").asString(""))
        || !event.getSource().toString().equals(node.path("source").asString(""))) {
      throw InvalidEventException.of(
          field, node.path("id").asString(""), "the outcome of event " + event.getId());
    }
    int status = node.path("status").asInt(0);
    if (status >= 200 && status < 300) {
      return new Outcome.Done(replies(node.path("replies"), field));
    }
    if (status < 400 || status > 599) {
      throw InvalidEventException.of(field + ".status", status, "2xx, 4xx or 5xx");
    }
    JsonNode problem = node.path("problem");
    Problem told =
        new Problem(
            problem.path("title").asString("Status " + status),
            status,
            problem.path("detail").asString(""),
            errors(problem.path("errors")));
    return node.has("retryAfter")
        ? new Outcome.Later(told, Duration.ofSeconds(node.path("retryAfter").asLong(1)))
        : new Outcome.Refused(told);
  }

  private static List<CloudEvent> replies(JsonNode array, String field) {
    List<CloudEvent> replies = new ArrayList<>();
    for (int i = 0; i < array.size(); i++) {
      replies.add(EventReader.read(array.get(i), field + ".replies[" + i + "]"));
    }
    return replies;
  }

  private static List<FieldError> errors(JsonNode array) {
    List<FieldError> errors = new ArrayList<>();
    for (JsonNode e : array) {
      errors.add(
          new FieldError(
              e.path("field").asString(""),
              e.path("value").asString(""),
              e.path("expected").asString("")));
    }
    return errors;
  }
}
