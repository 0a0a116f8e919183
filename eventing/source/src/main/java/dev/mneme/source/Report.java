// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.source;

import dev.mneme.contract.LogLine;
import dev.mneme.source.deadletter.DeadLetter;
import dev.mneme.source.metrics.RouteMetrics;
import io.cloudevents.CloudEvent;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the outside what deliveries came to: the route's meters, and one log line for each event
 * that ended. The line has nothing of the event's data and nothing of what a function said about
 * it, and names the user by a pseudonym alone; a field that does not apply is left out.
 */
final class Report {
  private static final Logger LOG = LoggerFactory.getLogger("dev.mneme.source.outcome");

  /** Attributes are anybody's input; a line is for reading. */
  private static final int LONGEST = 256;

  private final String route;
  private final RouteMetrics metrics;
  private final Pseudonyms pseudonyms;
  private final Clock clock;

  Report(String route, RouteMetrics metrics, Pseudonyms pseudonyms, Clock clock) {
    this.route = route;
    this.metrics = metrics;
    this.pseudonyms = pseudonyms;
    this.clock = clock;
  }

  /** An event had its effect, its replies are stored, and it is acknowledged. */
  void accepted(Delivery delivery, CloudEvent event, int replies) {
    Duration age = age(delivery);
    metrics.accepted(replies, age);
    if (LOG.isInfoEnabled()) {
      LogLine line = line("accepted", delivery, event);
      line.add("attempts", delivery.attempts()).add("replies", replies);
      LOG.info("{}", ended(line, age, event));
    }
  }

  /** A dead letter is stored, and its event acknowledged. */
  void deadLetter(Delivery delivery, Verdict.Refused end) {
    Duration age = age(delivery);
    metrics.deadLetter(end.reason().word(), end.status(), age);
    if (LOG.isWarnEnabled()) {
      @Nullable CloudEvent event = readable(delivery);
      LogLine line = line("dead-letter", delivery, event).add("reason", end.reason().word());
      if (end.status() != null) {
        line.add("status", end.status());
      }
      line.add("attempts", delivery.attempts());
      LOG.warn("{}", ended(line, age, event));
    }
  }

  /** A message that was delivered too often, wherever it was, is stored as a dead letter. */
  void deadLetter(DeadLetter letter) {
    Duration age = Duration.between(letter.first(), letter.last());
    metrics.deadLetter(letter.reason(), letter.status(), age);
    if (LOG.isWarnEnabled()) {
      String lane = Delivery.laneOf(letter.subject());
      LogLine line = line("dead-letter", letter.sequence(), lane).add("reason", letter.reason());
      LOG.warn("{}", line.add("attempts", letter.attempts()).add("age_ms", age.toMillis()));
    }
  }

  /** An attempt failed and another will follow. */
  void retried(Verdict.Retry retry) {
    metrics.retried(retry.status());
  }

  /** An outcome could not be stored or confirmed. */
  void unsettled() {
    metrics.unsettled();
  }

  private Duration age(Delivery delivery) {
    Duration age = Duration.between(delivery.stored(), clock.instant());
    // The server's clock may be ahead of ours.
    return age.isNegative() ? Duration.ZERO : age;
  }

  private LogLine line(String outcome, Delivery delivery, @Nullable CloudEvent event) {
    LogLine line = line(outcome, delivery.sequence(), delivery.lane());
    return event == null
        ? line
        : line.add("id", cut(event.getId())).add("type", cut(event.getType()));
  }

  private LogLine line(String outcome, long sequence, String lane) {
    return new LogLine("event")
        .add("outcome", outcome)
        .add("route", route)
        .add("sequence", sequence)
        .add("tenant", cut(lane.substring(0, Math.max(0, lane.indexOf('.')))))
        .add("user", pseudonyms.of(lane));
  }

  private static LogLine ended(LogLine line, Duration age, @Nullable CloudEvent event) {
    line.add("age_ms", age.toMillis());
    @Nullable String trace = event == null ? null : TraceContext.parent(event);
    return trace == null ? line : line.add("traceparent", trace);
  }

  private static @Nullable CloudEvent readable(Delivery delivery) {
    try {
      return delivery.event();
    } catch (RuntimeException e) {
      // The SDK has no one exception for what it cannot read; the dead letter says why.
      return null;
    }
  }

  private static String cut(String text) {
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
  }
}
