// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.benchmarks.dispatch;

import dev.mneme.benchmarks.http.NoOpFunction.Mode;
import dev.mneme.benchmarks.numbers.Numbers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What it costs to have a lane for each of a million users, beside a hundred. */
final class ManyUsers implements Scenario {
  private static final double LEAST_RATE = 0.8;
  private static final double MOST_HEAP = 1.25;

  @Override
  public String name() {
    return "users";
  }

  @Override
  public List<Result> run(Rig rig, Effort effort) throws Exception {
    rig.function().mode(new Mode(false, Duration.ZERO));
    Measured measured = new Measured(rig);
    List<Double> few = new ArrayList<>();
    List<Double> many = new ArrayList<>();
    try (Program source = rig.source(Measured.ROUTE)) {
      measured.rate(effort.warmUp());
      for (int i = 0; i < effort.repeats(); i++) {
        few.add(measured.rate(effort.events()));
      }
      double heapBefore = source.liveHeap();
      measured.load(effort.users(), index -> "user" + index);
      while (!measured.empty()) {
        many.add(measured.settle(effort.events()));
      }
      double heapAfter = source.liveHeap();
      double floor = Numbers.median(few);
      double rate = Numbers.median(many);
      String name = String.format(Locale.ROOT, "%,d users", effort.users());
      return List.of(
          new Result(name, rate, "events/s", floor, rate / floor, Target.ratioAtLeast(LEAST_RATE)),
          new Result(
              "live heap after " + name,
              heapAfter,
              "MiB",
              heapBefore,
              heapAfter / heapBefore,
              Target.ratioAtMost(MOST_HEAP)));
    }
  }
}
