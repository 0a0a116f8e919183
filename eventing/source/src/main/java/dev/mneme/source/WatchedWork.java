// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.source;

import dev.mneme.source.deadletter.Advisories;
import dev.mneme.source.owner.Work;
import java.time.Duration;

/** Work on a consumer, and an eye on what the server gives up of it. */
record WatchedWork(Work work, Advisories advisories) implements Work {
  @Override
  public boolean end(Duration grace) throws InterruptedException {
    advisories.close();
    return work.end(grace);
  }

  @Override
  public void abandon() {
    advisories.close();
    work.abandon();
  }
}
