// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.benchmarks.dispatch;

import dev.mneme.benchmarks.http.NoOpFunction.Mode;
import dev.mneme.benchmarks.numbers.Numbers;
import dev.mneme.contract.EventType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;

/** How many events a second the source settles, beside what either half of its way allows. */
final class Throughput implements Scenario {
  private static final double REPLIES_OFF = 0.8;
  private static final double REPLIES_ON = 0.5;
  private static final String UNIT = "events/s";
  private static final String COST = "µs/event";
  private static final String FLOOR_STREAM = "mneme-train";
  private static final String FLOOR_CONSUMER = "train";

  /** Rates and costs of one side, one of each a repeat. */
  private record Side(List<Double> rates, List<Double> micros) {
    Side() {
      this(new ArrayList<>(), new ArrayList<>());
    }

    void add(int events, Callable<Double> measure) throws Exception {
      Processor processor = new Processor();
      rates.add(measure.call());
      micros.add(processor.micros(events));
    }

    void clear() {
      rates.clear();
      micros.clear();
    }
  }

  private final Side nats = new Side();
  private final Side http = new Side();
  private final Side both = new Side();
  private final Side off = new Side();
  private final Side on = new Side();

  @Override
  public String name() {
    return "throughput";
  }

  @Override
  public List<Result> run(Rig rig, Effort effort) throws Exception {
    try (Program source = rig.source(Measured.ROUTE)) {
      round(rig, effort.warmUp());
      List.of(nats, http, both, off, on).forEach(Side::clear);
      for (int i = 0; i < effort.repeats(); i++) {
        round(rig, effort.events());
      }
      rig.function().mode(new Mode(false, Duration.ZERO));
    }
    List<Double> lower =
        IntStream.range(0, effort.repeats())
            .mapToObj(i -> Math.min(nats.rates.get(i), http.rates.get(i)))
            .toList();
    return List.of(
        Result.floor("raw jnats, pull and AckSync", Numbers.median(nats.rates), UNIT),
        Result.floor("raw HTTP, keep-alive POST", Numbers.median(http.rates), UNIT),
        Result.floor("both in one loop, by hand", Numbers.median(both.rates), UNIT),
        result("source, replies off", off, lower, REPLIES_OFF),
        result("source, replies on", on, lower, REPLIES_ON),
        Result.floor("processor time, raw jnats", Numbers.median(nats.micros), COST),
        Result.floor("processor time, raw HTTP", Numbers.median(http.micros), COST),
        cost("processor time, both by hand", both),
        cost("processor time, replies off", off),
        cost("processor time, replies on", on));
  }

  private void round(Rig rig, int events) throws Exception {
    Measured measured = new Measured(rig);
    rig.feed().fill(EventType.MODEL_TRAINING_REQUESTED, events, Measured::oneOfAHundred);
    nats.add(events, () -> rig.rawNats().rate(FLOOR_STREAM, FLOOR_CONSUMER, events));
    rig.function().mode(new Mode(false, Duration.ZERO));
    http.add(events, () -> rig.rawHttp().rate(events));
    rig.feed().fill(EventType.MODEL_TRAINING_REQUESTED, events, Measured::oneOfAHundred);
    both.add(
        events,
        () -> rig.rawNats().postingRate(FLOOR_STREAM, FLOOR_CONSUMER, events, rig.rawHttp()));
    measured.load(events, Measured::oneOfAHundred);
    off.add(events, () -> measured.settle(events));
    rig.function().mode(new Mode(true, Duration.ZERO));
    measured.load(events, Measured::oneOfAHundred);
    on.add(events, () -> measured.settle(events));
    measured.forgetReplies();
  }

  private static Result result(String name, Side side, List<Double> lower, double target) {
    return new Result(
        name,
        Numbers.median(side.rates),
        UNIT,
        Numbers.median(lower),
        Numbers.medianRatio(side.rates, lower),
        Target.ratioAtLeast(target));
  }

  /** Beside raw jnats: on a machine with nothing else to do, the inverse of the rates' ratio. */
  private Result cost(String name, Side side) {
    return new Result(
        name,
        Numbers.median(side.micros),
        COST,
        Numbers.median(nats.micros),
        Numbers.medianRatio(side.micros, nats.micros),
        null);
  }
}
