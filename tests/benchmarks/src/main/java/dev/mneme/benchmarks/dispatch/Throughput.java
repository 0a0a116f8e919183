// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.benchmarks.dispatch;

import dev.mneme.benchmarks.http.NoOpFunction.Mode;
import dev.mneme.contract.EventType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** How many events a second the source settles, beside what either half of its way allows. */
final class Throughput implements Scenario {
  private static final double REPLIES_OFF = 0.8;
  private static final double REPLIES_ON = 0.5;
  private static final String UNIT = "events/s";
  private static final String FLOOR_STREAM = "mneme-train";
  private static final String FLOOR_CONSUMER = "train";

  private final List<Double> nats = new ArrayList<>();
  private final List<Double> http = new ArrayList<>();
  private final List<Double> lower = new ArrayList<>();
  private final List<Double> off = new ArrayList<>();
  private final List<Double> on = new ArrayList<>();

  @Override
  public String name() {
    return "throughput";
  }

  @Override
  public List<Result> run(Rig rig, Effort effort) throws Exception {
    try (Program source = rig.source(Measured.ROUTE)) {
      round(rig, effort.warmUp());
      List.of(nats, http, lower, off, on).forEach(List::clear);
      for (int i = 0; i < effort.repeats(); i++) {
        round(rig, effort.events());
      }
      rig.function().mode(new Mode(false, Duration.ZERO));
    }
    double floor = Numbers.median(lower);
    return List.of(
        Result.floor("raw jnats, pull and AckSync", Numbers.median(nats), UNIT),
        Result.floor("raw HTTP, keep-alive POST", Numbers.median(http), UNIT),
        result("source, replies off", off, floor, REPLIES_OFF),
        result("source, replies on", on, floor, REPLIES_ON));
  }

  private void round(Rig rig, int events) throws Exception {
    Measured measured = new Measured(rig);
    rig.feed().fill(EventType.MODEL_TRAINING_REQUESTED, events, Measured::oneOfAHundred);
    nats.add(rig.rawNats().rate(FLOOR_STREAM, FLOOR_CONSUMER, events));
    rig.function().mode(new Mode(false, Duration.ZERO));
    http.add(rig.rawHttp().rate(events));
    lower.add(Math.min(nats.getLast(), http.getLast()));
    off.add(measured.rate(events));
    rig.function().mode(new Mode(true, Duration.ZERO));
    on.add(measured.rate(events));
  }

  private Result result(String name, List<Double> rates, double floor, double target) {
    return new Result(
        name,
        Numbers.median(rates),
        UNIT,
        floor,
        Numbers.medianRatio(rates, lower),
        Target.ratioAtLeast(target));
  }
}
