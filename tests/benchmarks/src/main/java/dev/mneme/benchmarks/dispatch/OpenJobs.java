// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.benchmarks.dispatch;

import dev.mneme.benchmarks.http.NoOpFunction.Mode;
import dev.mneme.contract.EventType;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** What it costs the source to wait for a thousand long jobs. */
final class OpenJobs implements Scenario {
  private static final Duration JOB = Duration.ofMinutes(5);
  private static final Duration SETTLED = Duration.ofSeconds(5);
  private static final double MOST = 5;
  private static final double PERCENT = 100;
  private static final String ROUTE = "transcribe";
  private static final String STREAM = "mneme-transcribe";

  @Override
  public String name() {
    return "jobs";
  }

  @Override
  public List<Result> run(Rig rig, Effort effort) throws Exception {
    rig.function().latencies("");
    rig.function().mode(new Mode(false, JOB));
    try (Program source = rig.source(ROUTE)) {
      Timetable opening = new Timetable(effort.jobs(), Duration.ofSeconds(1));
      rig.feed().pace(EventType.AUDIO_CAPTURED, opening, index -> "user" + index);
      int open = 0;
      while (open < effort.jobs()) {
        open += rig.function().latencies("").length;
        Thread.sleep(SETTLED.dividedBy(10));
      }
      Thread.sleep(SETTLED);
      Duration before = source.cpu();
      long begin = System.nanoTime();
      Thread.sleep(effort.watched());
      Duration used = source.cpu().minus(before);
      double share = PERCENT * used.toNanos() / (System.nanoTime() - begin);
      long redelivered = rig.management().getConsumerInfo(STREAM, ROUTE).getRedelivered();
      if (redelivered > 0 || rig.waiting(STREAM) != effort.jobs()) {
        throw new IllegalStateException(
            "jobs are not open any more: " + redelivered + " were delivered again");
      }
      return List.of(
          new Result(
              String.format(Locale.ROOT, "%,d open jobs of %d min", effort.jobs(), JOB.toMinutes()),
              share,
              "% of a core",
              null,
              null,
              Target.valueAtMost(MOST)));
    } finally {
      rig.function().mode(new Mode(false, Duration.ZERO));
    }
  }
}
