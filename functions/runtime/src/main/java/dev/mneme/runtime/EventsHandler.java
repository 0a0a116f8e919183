// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.runtime;

import dev.mneme.contract.batch.Outcome;
import io.cloudevents.CloudEvent;
import java.util.List;
import java.util.Locale;
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
    List<Outcome> outcomes = events.isEmpty() ? List.of() : function.apply(events);
    for (int i = 0; i < outcomes.size(); i++) {
      tell(events.get(i), outcomes.get(i));
    }
    return EventHttp.batch(request)
        ? EventHttp.write(events, outcomes)
        : EventHttp.write(outcomes.getFirst());
  }

  private void tell(CloudEvent event, Outcome outcome) {
    String word = outcome.getClass().getSimpleName().toLowerCase(Locale.ROOT);
    metrics.event(word);
    if (LOG.isInfoEnabled()) {
      LogLine line =
          new LogLine("event")
              .add("outcome", word)
              .add("id", event.getId())
              .add("source", event.getSource())
              .add("type", event.getType())
              .add("subject", event.getSubject());
      switch (outcome) {
        case Outcome.Done(List<CloudEvent> replies) -> line.add("replies", replies.size());
        case Outcome.Refused(var problem) -> line.add("reason", problem.detail());
        case Outcome.Later(var problem, var retryAfter) -> line.add("reason", problem.detail());
      }
      LOG.info("{}", line);
    }
  }
}
