// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.benchmarks.dispatch;

import dev.mneme.benchmarks.http.NoOpFunction.Mode;
import dev.mneme.benchmarks.numbers.Numbers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.LongStream;

/** How long a user waits whose neighbour has a great many events waiting, beside one alone. */
final class NoisyUser implements Scenario {
  private static final double MOST = 2;
  private static final double P99 = 0.99;
  private static final double RATE = 50;
  private static final Duration WORK = Duration.ofMillis(2);
  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final Duration POLL = Duration.ofMillis(50);
  private static final String QUIET = "quiet";
  private static final int QUIET_USERS = 10;

  @Override
  public String name() {
    return "noisy";
  }

  @Override
  public List<Result> run(Rig rig, Effort effort) throws Exception {
    Measured measured = new Measured(rig);
    List<Double> alone = new ArrayList<>();
    List<Double> beside = new ArrayList<>();
    try (Program source = rig.source(Measured.ROUTE)) {
      rig.function().mode(new Mode(false, Duration.ZERO));
      measured.rate(effort.warmUp());
      rig.function().mode(new Mode(false, WORK));
      Duration part = effort.paced().dividedBy(effort.repeats());
      for (int i = 0; i < effort.repeats(); i++) {
        alone.add(p99(rig, part));
      }
      measured.load(effort.waiting(), index -> "noisy");
      rig.resume("mneme-classify", Measured.ROUTE);
      for (int i = 0; i < effort.repeats(); i++) {
        beside.add(p99(rig, part));
      }
      rig.function().mode(new Mode(false, Duration.ZERO));
      measured.clear();
    }
    return List.of(
        new Result(
            String.format(Locale.ROOT, "quiet user's p99 beside %,d waiting", effort.waiting()),
            Numbers.median(beside),
            "ms",
            Numbers.median(alone),
            Numbers.median(beside) / Numbers.median(alone),
            Target.ratioAtMost(MOST)));
  }

  private static double p99(Rig rig, Duration length) throws Exception {
    Timetable timetable = new Timetable(RATE, length);
    rig.function().latencies(QUIET);
    rig.feed().pace(Measured.TYPE, timetable, i -> QUIET + i % QUIET_USERS);
    LongStream.Builder all = LongStream.builder();
    long limit = System.nanoTime() + LIMIT.toNanos();
    for (int came = 0; came < timetable.count(); ) {
      if (System.nanoTime() - limit > 0) {
        throw new IllegalStateException("only " + came + " events of the quiet users came through");
      }
      long[] more = rig.function().latencies(QUIET);
      Arrays.stream(more).forEach(all);
      came += more.length;
      Thread.sleep(POLL);
    }
    return Numbers.percentileMillis(all.build().toArray(), P99);
  }
}
