// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.runtime;

import dev.mneme.contract.FieldError;
import dev.mneme.contract.HeaderValues;
import dev.mneme.contract.InvalidEventException;
import dev.mneme.contract.Problem;
import dev.mneme.contract.batch.EventBatch;
import dev.mneme.contract.batch.JsonEvents;
import dev.mneme.contract.batch.Outcome;
import dev.mneme.contract.batch.Outcomes;
import io.cloudevents.CloudEvent;
import io.cloudevents.SpecVersion;
import io.cloudevents.http.HttpMessageFactory;
import io.cloudevents.http.impl.HttpMessageReader;
import java.io.ByteArrayOutputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** CloudEvents and outcomes as HTTP (CloudEvents HTTP protocol binding 1.0.2, all three modes). */
final class EventHttp {
  private static final String CONTENT_TYPE = "Content-Type";
  private static final String PREFIX = "ce-";

  private EventHttp() {}

  /** Whether the request holds a batch, by its media type. */
  static boolean batch(Request request) {
    return mediaType(request).equals(EventBatch.MEDIA_TYPE);
  }

  /**
   * Reads the events of a request, in any mode.
   *
   * @throws HttpProblem 400 if they cannot be read, 415 if the media type is no mode's
   */
  static List<CloudEvent> read(Request request) {
    try {
      if (batch(request)) {
        return EventBatch.read(request.bytes());
      }
      if (mediaType(request).equals(JsonEvents.MEDIA_TYPE)) {
        return List.of(JsonEvents.read(request.bytes()));
      }
      return List.of(binary(request));
    } catch (HttpProblem e) {
      throw e;
    } catch (InvalidEventException e) {
      throw unreadable(e, e.errors());
    } catch (RuntimeException e) {
      // The SDK has no one exception for what it cannot read; a null pointer is among them.
      throw unreadable(e, List.of());
    }
  }

  /** Answers a batch. */
  static Response write(List<CloudEvent> events, List<Outcome> outcomes) {
    return Response.bytes(200, Outcomes.MEDIA_TYPE, Outcomes.write(events, outcomes));
  }

  /** Answers a single event. */
  static Response write(Outcome outcome) {
    return outcome.fold(
        EventHttp::done, refused -> Response.problem(refused.problem()), EventHttp::later);
  }

  private static Response done(Outcome.Done done) {
    List<CloudEvent> replies = done.replies();
    return switch (replies.size()) {
      case 0 -> Response.none();
      case 1 -> binary(replies.getFirst());
      default -> Response.bytes(200, EventBatch.MEDIA_TYPE, EventBatch.write(replies));
    };
  }

  private static Response later(Outcome.Later later) {
    Response problem = Response.problem(later.problem());
    return later.problem().status() == 500
        ? problem
        : problem.with("Retry-After", Long.toString(Math.max(1, later.retryAfter().toSeconds())));
  }

  /** Read without asking the SDK for its formats, which it would look for in every jar. */
  private static CloudEvent binary(Request request) {
    SpecVersion version =
        request
            .header(PREFIX + "specversion")
            .filter(header -> !mediaType(request).startsWith("application/cloudevents"))
            .map(SpecVersion::parse)
            .orElseThrow(() -> new HttpProblem(unknownMode(request)));
    return new HttpMessageReader(version, headers(request)::forEach, request.bytes()).toEvent();
  }

  private static Response binary(CloudEvent event) {
    Map<String, String> headers = new LinkedHashMap<>();
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    HttpMessageFactory.createWriter(
            (name, value) ->
                headers.put(name, name.startsWith(PREFIX) ? HeaderValues.encode(value) : value),
            bytes -> {
              if (bytes != null) {
                body.writeBytes(bytes);
              }
            })
        .writeBinary(event);
    return Response.of(200, headers, body.toByteArray());
  }

  private static Map<String, String> headers(Request request) {
    Map<String, String> headers = new LinkedHashMap<>();
    request
        .headers()
        .forEach(
            (name, values) -> {
              String lower = name.toLowerCase(Locale.ROOT);
              String value = values.getFirst();
              headers.put(
                  lower, lower.startsWith(PREFIX) ? HeaderValues.decode(lower, value) : value);
            });
    return headers;
  }

  private static String mediaType(Request request) {
    String header = request.header(CONTENT_TYPE).orElse("");
    int parameters = header.indexOf(';');
    return (parameters < 0 ? header : header.substring(0, parameters))
        .strip()
        .toLowerCase(Locale.ROOT);
  }

  private static Problem unknownMode(Request request) {
    return new Problem(
        "Unsupported media type",
        415,
        "neither a CloudEvent in binary mode nor one as JSON",
        List.of(
            FieldError.of(
                CONTENT_TYPE,
                request.header(CONTENT_TYPE).orElse(null),
                JsonEvents.MEDIA_TYPE
                    + ", "
                    + EventBatch.MEDIA_TYPE
                    + ", or any with ce- headers")));
  }

  private static HttpProblem unreadable(RuntimeException e, List<FieldError> errors) {
    String detail = String.valueOf(e.getMessage()).lines().findFirst().orElse("not a CloudEvent");
    return new HttpProblem(new Problem("Unreadable event", 400, detail, errors));
  }
}
