// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.runtime;

import dev.mneme.contract.LogLine;
import dev.mneme.contract.Problem;
import dev.mneme.contract.batch.Outcome;
import io.cloudevents.CloudEvent;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers {@code POST /}: reads events, has them handled, tells what became of each. */
final class EventsHandler implements Endpoint.Handler {
  private static final Logger LOG = LoggerFactory.getLogger(EventsHandler.class);

  private final EventFunction function;
  private final Metrics metrics;

  EventsHandler(EventFunction function, Metrics metrics) {
    this.function = function;
    this.metrics = metrics;
  }

  @Override
  public Response handle(Request request) {
    List<CloudEvent> events = EventHttp.read(request);
    long start = System.nanoTime();
    List<Outcome> outcomes = function.apply(events);
    long millis = Duration.ofNanos(System.nanoTime() - start).toMillis();
    for (int i = 0; i < events.size(); i++) {
      tell(events.get(i), outcomes.get(i), millis);
    }
    return EventHttp.batch(request)
        ? EventHttp.write(events, outcomes)
        : EventHttp.write(outcomes.getFirst());
  }

  private void tell(CloudEvent event, Outcome outcome, long millis) {
    Told told =
        outcome.fold(
            done -> new Told(Metrics.DONE, "replies", done.replies().size()),
            refused -> new Told(Metrics.REFUSED, "reason", reason(refused.problem())),
            later -> new Told(Metrics.LATER, "reason", later.problem().detail()));
    metrics.event(told.outcome());
    if (LOG.isInfoEnabled()) {
      LOG.info(
          "{}",
          LogLine.of(event)
              .add("outcome", told.outcome())
              .add("millis", millis)
              .add(told.key(), told.value()));
    }
  }

  /** What the log says of an outcome, with one thing more. */
  private record Told(String outcome, String key, Object value) {}

  /** Without the values found, which may be somebody's memory. */
  private static String reason(Problem problem) {
    return problem.errors().isEmpty()
        ? problem.detail()
        : problem.errors().stream()
            .map(error -> error.field() + ": expected " + error.expected())
            .collect(Collectors.joining("; "));
  }
}
