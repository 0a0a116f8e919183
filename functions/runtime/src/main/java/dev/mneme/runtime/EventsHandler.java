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
    switch (outcome) {
      case Outcome.Done(List<CloudEvent> replies) ->
          tell(event, "done", millis, "replies", replies.size());
      case Outcome.Refused(Problem problem) ->
          tell(event, "refused", millis, "reason", reason(problem));
      case Outcome.Later(Problem problem, Duration after) ->
          tell(event, "later", millis, "reason", problem.detail());
    }
  }

  private void tell(CloudEvent event, String outcome, long millis, String key, Object value) {
    metrics.event(outcome);
    if (LOG.isInfoEnabled()) {
      LOG.info(
          "{}", LogLine.of(event).add("outcome", outcome).add("millis", millis).add(key, value));
    }
  }

  /** Without the values found, which may be somebody's memory. */
  private static String reason(Problem problem) {
    return problem.errors().isEmpty()
        ? problem.detail()
        : problem.errors().stream()
            .map(error -> error.field() + ": expected " + error.expected())
            .collect(Collectors.joining("; "));
  }
}
