// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.source;

import dev.mneme.contract.Envelope;
import dev.mneme.contract.InvalidEventException;
import dev.mneme.source.deadletter.Reason;
import dev.mneme.topology.Route;
import io.cloudevents.CloudEvent;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** One request for one or several deliveries, from decoding to settlement. */
final class Attempt {
  private static final int TOO_MANY_REQUESTS = 429;
  private static final int UNAVAILABLE = 503;

  private final Route route;
  private final Sink sink;
  private final Overrides overrides;
  private final Settler settler;
  private final Gate gate;
  private final Backoff backoff;
  private final Clock clock;

  Attempt(
      Route route,
      Sink sink,
      Overrides overrides,
      Settler settler,
      Gate gate,
      Backoff backoff,
      Clock clock) {
    this.route = route;
    this.sink = sink;
    this.overrides = overrides;
    this.settler = settler;
    this.gate = gate;
    this.backoff = backoff;
    this.clock = clock;
  }

  /**
   * What is left of one lane.
   *
   * @param unsettled in order; empty if all is settled
   * @param pause before the lane goes on
   */
  record Rest(List<Delivery> unsettled, Duration pause) {
    private static final Rest NOTHING = new Rest(List.of(), Duration.ZERO);

    private Rest plus(Delivery delivery, Duration another) {
      List<Delivery> all = new ArrayList<>(unsettled);
      all.add(delivery);
      all.sort(Comparator.comparingLong(Delivery::sequence));
      return new Rest(all, another.compareTo(pause) > 0 ? another : pause);
    }
  }

  /**
   * Carries the deliveries as far as they get.
   *
   * @param answered takes what the answer says about the load of the function, before anything is
   *     stored
   * @return what is left, one entry a lane
   */
  Map<String, Rest> run(List<Delivery> deliveries, Consumer<Limiter.Signal> answered)
      throws InterruptedException {
    Map<Delivery, CloudEvent> events = new LinkedHashMap<>();
    List<Settler.Ending> endings = new ArrayList<>();
    Map<String, Rest> rests = new LinkedHashMap<>();
    Succession succession = new Succession();
    boolean together = false;
    for (Delivery delivery : deliveries) {
      rests.put(delivery.lane(), Rest.NOTHING);
      // Where only the storing of the outcome failed, the function is not asked again.
      Optional<Verdict.Refused> end = delivery.end().map(Delivery.End::why);
      Optional<Delivery.Acceptance> accepted = delivery.acceptance();
      if (end.isEmpty() && accepted.isPresent()) {
        together |= accepted.get().answer().together();
        endings.add(settler.accept(delivery, accepted.get(), succession));
        continue;
      }
      end.or(() -> settler.tooLate(delivery))
          .or(() -> decode(delivery, events))
          .ifPresent(bad -> endings.add(settler.refuse(delivery, bad)));
      Optional.ofNullable(events.get(delivery))
          .flatMap(event -> ended(delivery, event, succession))
          .ifPresent(
              ending -> {
                events.remove(delivery);
                endings.add(ending);
              });
    }
    List<Verdict> verdicts = post(events);
    answered.accept(signal(verdicts));
    int next = 0;
    for (Map.Entry<Delivery, CloudEvent> entry : events.entrySet()) {
      Delivery delivery = entry.getKey();
      switch (verdicts.get(next++)) {
        case Verdict.Accepted accepted ->
            endings.add(
                settler.accept(
                    delivery, delivery.accepted(entry.getValue(), accepted), succession));
        case Verdict.Refused refused -> endings.add(settler.refuse(delivery, refused));
        case Verdict.Retry retry -> {
          delivery.failed(retry);
          Optional<Verdict.Refused> end = settler.giveUp(delivery, retry);
          if (end.isPresent()) {
            endings.add(settler.refuse(delivery, end.get()));
          } else {
            settler.retry(retry);
            leave(rests, delivery, backoff.pause(delivery.tries(), retry));
          }
        }
      }
    }
    List<Settler.Ending> all = together || together(verdicts) ? Settler.together(endings) : endings;
    for (Delivery unsettled : settler.finish(all)) {
      int tries = Math.max(unsettled.tries(), unsettled.notSettled());
      leave(rests, unsettled, backoff.pause(tries, null));
    }
    return rests;
  }

  private static boolean together(List<Verdict> verdicts) {
    return verdicts.stream().anyMatch(v -> v instanceof Verdict.Accepted a && a.together());
  }

  private static Limiter.Signal signal(List<Verdict> verdicts) {
    if (verdicts.isEmpty()) {
      return Limiter.Signal.NEUTRAL;
    }
    return verdicts.stream().anyMatch(Attempt::overloaded)
        ? Limiter.Signal.TROUBLE
        : Limiter.Signal.DONE;
  }

  private static boolean overloaded(Verdict verdict) {
    return verdict instanceof Verdict.Retry(Integer status, var detail, var retryAfter, var reached)
        && (status == null || status == TOO_MANY_REQUESTS || status == UNAVAILABLE);
  }

  private Optional<Verdict.Refused> decode(Delivery delivery, Map<Delivery, CloudEvent> events) {
    try {
      CloudEvent event = TraceContext.checked(delivery.event());
      if (!route.consumes().contains(event.getType())) {
        return Optional.of(
            invalid("type: expected one of " + route.consumes() + ", found " + event.getType()));
      }
      Envelope.checkCarried(event, clock.instant());
      events.put(delivery, event);
      return Optional.empty();
    } catch (InvalidEventException e) {
      return Optional.of(invalid(String.valueOf(e.getMessage())));
    } catch (RuntimeException e) {
      // The SDK has no one exception for what it cannot read.
      return Optional.of(
          new Verdict.Refused(Reason.UNDECODABLE, null, String.valueOf(e.getMessage())));
    }
  }

  private Optional<Settler.Ending> ended(
      Delivery delivery, CloudEvent event, Succession succession) {
    return gate.before(event)
        .map(
            end ->
                switch (end) {
                  case Gate.End.Forgotten(var nothing) ->
                      settler.accept(delivery, delivery.accepted(event, nothing), succession);
                  case Gate.End.Forbidden(var why) -> settler.refuse(delivery, why);
                });
  }

  private static Verdict.Refused invalid(String detail) {
    return new Verdict.Refused(Reason.INVALID_EVENT, null, detail);
  }

  private List<Verdict> post(Map<Delivery, CloudEvent> events) throws InterruptedException {
    if (events.isEmpty()) {
      return List.of();
    }
    Instant now = clock.instant();
    Duration left = route.deadline();
    for (Delivery delivery : events.keySet()) {
      delivery.beginAttempt(now);
      left = Collections.min(List.of(left, delivery.left(route.deadline(), now)));
    }
    List<CloudEvent> all = events.values().stream().map(overrides::apply).toList();
    return all.size() == 1 ? List.of(sink.post(all.getFirst(), left)) : sink.post(all, left);
  }

  private static void leave(Map<String, Rest> rests, Delivery delivery, Duration pause) {
    rests.computeIfPresent(delivery.lane(), (lane, rest) -> rest.plus(delivery, pause));
  }
}
