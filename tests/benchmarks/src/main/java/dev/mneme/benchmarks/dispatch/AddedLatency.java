// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.benchmarks.dispatch;

import dev.mneme.benchmarks.http.NoOpFunction.Mode;
import dev.mneme.benchmarks.numbers.Numbers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * From when an event is due to be published until the function has it, beside the same over HTTP
 * alone, both at a fixed rate.
 */
final class AddedLatency implements Scenario {
  private static final double SHARE_OF_PEAK = 0.3;
  private static final double MOST_MEDIAN = 1;
  private static final double MOST_P99 = 5;
  private static final double P99 = 0.99;
  private static final String UNIT = "ms";

  @Override
  public String name() {
    return "latency";
  }

  @Override
  public List<Result> run(Rig rig, Effort effort) throws Exception {
    rig.function().mode(new Mode(false, Duration.ZERO));
    Measured measured = new Measured(rig);
    List<long[]> direct = new ArrayList<>();
    List<long[]> through = new ArrayList<>();
    double rate;
    try (Program source = rig.source(Measured.ROUTE)) {
      measured.rate(effort.warmUp());
      rate = SHARE_OF_PEAK * measured.rate(effort.events());
      Duration part = effort.paced().dividedBy(effort.repeats());
      for (int i = 0; i < effort.repeats(); i++) {
        rig.function().latencies("");
        rig.rawHttp().pace(new Timetable(rate, part));
        direct.add(rig.function().latencies(""));
        rig.feed().pace(Measured.TYPE, new Timetable(rate, part), Measured::oneOfAHundred);
        measured.awaitEmpty();
        through.add(rig.function().latencies(""));
      }
    }
    return List.of(
        Result.floor("load, 30 % of peak", rate, "events/s"),
        added("added latency p50", direct, through, 0.5, MOST_MEDIAN),
        added("added latency p99", direct, through, P99, MOST_P99));
  }

  private static Result added(
      String name, List<long[]> direct, List<long[]> through, double share, double most) {
    List<Double> floors = direct.stream().map(n -> Numbers.percentileMillis(n, share)).toList();
    List<Double> whole = through.stream().map(n -> Numbers.percentileMillis(n, share)).toList();
    return new Result(
        name,
        Numbers.median(whole) - Numbers.median(floors),
        UNIT,
        Numbers.median(floors),
        Numbers.medianRatio(whole, floors),
        Target.valueAtMost(most));
  }
}
