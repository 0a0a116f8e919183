// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.source;

import dev.mneme.contract.Problem;
import dev.mneme.contract.UserKey;
import dev.mneme.contract.batch.EventBatch;
import dev.mneme.contract.batch.Outcome;
import dev.mneme.contract.batch.Outcomes;
import dev.mneme.source.deadletter.Reason;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.message.MessageReader;
import io.cloudevents.http.HttpMessageFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A function's answer: its status, its replies, its outcomes for a batch.
 *
 * @param headers by name in lower case
 */
record Answer(int status, Map<String, String> headers, byte[] body) {
  private static final Set<Integer> PASSING = Set.of(408, 425, 429);
  private static final int LONGEST_EXCERPT = 2_000;

  /** The same with its body. */
  Answer with(byte[] all) {
    return new Answer(status, headers, all);
  }

  boolean success() {
    return status >= 200 && status < 300;
  }

  /** One verdict for each event that was posted. */
  List<Verdict> verdicts(List<CloudEvent> events) {
    if (!success()) {
      return Collections.nCopies(events.size(), failure());
    }
    try {
      return accepted(events);
    } catch (RuntimeException e) {
      // The SDK has no one exception for what it cannot read.
      return invalid(events, e.getMessage() + ": " + excerpt());
    }
  }

  /** One verdict for each event, where the answer went on beyond what is read of it. */
  List<Verdict> cutOff(List<CloudEvent> events, int largest) {
    return success()
        ? invalid(events, "answer of more than " + largest + " bytes: " + excerpt())
        : verdicts(events);
  }

  private List<Verdict> invalid(List<CloudEvent> events, String detail) {
    return Collections.nCopies(
        events.size(), new Verdict.Refused(Reason.INVALID_REPLY, status, detail));
  }

  private List<Verdict> accepted(List<CloudEvent> events) {
    String type = headers.getOrDefault("content-type", "");
    if (type.startsWith(Outcomes.MEDIA_TYPE)) {
      return Outcomes.read(body, events).stream().map(Answer::verdict).toList();
    }
    List<CloudEvent> replies = replies(type);
    return events.size() == 1 ? List.of(new Verdict.Accepted(replies)) : shared(replies, events);
  }

  /**
   * Without outcomes of their own the events of a batch were accepted together. Each reply goes
   * with the last event about the same user; one about nobody in the batch with the last of all,
   * where it is judged.
   */
  private static List<Verdict> shared(List<CloudEvent> replies, List<CloudEvent> events) {
    Map<UserKey, Integer> last = new HashMap<>();
    List<List<CloudEvent>> own = new ArrayList<>(events.size());
    for (int i = 0; i < events.size(); i++) {
      last.put(UserKey.of(events.get(i)), i);
      own.add(new ArrayList<>());
    }
    for (CloudEvent reply : replies) {
      own.get(last.getOrDefault(UserKey.of(reply), events.size() - 1)).add(reply);
    }
    return own.stream().<Verdict>map(some -> new Verdict.Accepted(some, true)).toList();
  }

  private List<CloudEvent> replies(String type) {
    if (type.startsWith(EventBatch.MEDIA_TYPE)) {
      return EventBatch.read(body);
    }
    if (body.length == 0 && !headers.containsKey("ce-specversion")) {
      return List.of();
    }
    MessageReader reader =
        HttpMessageFactory.createReader(
            taker ->
                headers.forEach(
                    (name, value) -> taker.accept(name, CeHeaders.decoded(name, value))),
            body);
    return List.of(reader.toEvent());
  }

  private static Verdict verdict(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Done(var replies) -> new Verdict.Accepted(replies);
      case Outcome.Refused(var problem) when passing(problem.status()) ->
          new Verdict.Retry(problem.status(), problem.detail(), null);
      case Outcome.Refused(var problem) ->
          new Verdict.Refused(reason(problem.status()), problem.status(), problem.detail());
      case Outcome.Later(var problem, var retryAfter) ->
          new Verdict.Retry(problem.status(), problem.detail(), retryAfter);
    };
  }

  private Verdict failure() {
    if (passing(status)) {
      @Nullable Duration retryAfter = retryAfter(headers.getOrDefault("retry-after", ""));
      return new Verdict.Retry(status, excerpt(), retryAfter);
    }
    return new Verdict.Refused(reason(status), status, excerpt());
  }

  private static Reason reason(int status) {
    return status == Problem.NO_CONSENT ? Reason.CONSENT : Reason.REFUSED;
  }

  private static boolean passing(int status) {
    return status >= 500 || PASSING.contains(status);
  }

  /** RFC 9110, section 10.2.3: seconds or a date; anything else counts as not said. */
  private static @Nullable Duration retryAfter(String value) {
    try {
      return value.chars().allMatch(Character::isDigit)
          ? Duration.ofSeconds(Long.parseLong(value))
          : Duration.between(
              Instant.now(),
              ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
    } catch (NumberFormatException | DateTimeParseException e) {
      return null;
    }
  }

  private String excerpt() {
    return new String(body, 0, Math.min(body.length, LONGEST_EXCERPT), StandardCharsets.UTF_8);
  }
}
