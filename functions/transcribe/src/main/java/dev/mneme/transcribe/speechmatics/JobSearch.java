// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.transcribe.speechmatics;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Finds the job of an event among those the service still keeps. The API has no search, so its list
 * is read from the newest back to when the sound was captured: no job for it can be older.
 */
final class JobSearch {
  /** How long the service keeps a job. */
  private static final Duration KEPT = Duration.ofDays(7);

  /** How far our clock and theirs may be apart. */
  private static final Duration CLOCKS = Duration.ofMinutes(5);

  /** Ends the search in an account with very many jobs; then a job may be paid for again. */
  private static final int MOST_PAGES = 20;

  private final SpeechmaticsApi api;
  private final Clock clock;

  JobSearch(SpeechmaticsApi api, Clock clock) {
    this.api = api;
    this.clock = clock;
  }

  /** The first job that was made for a reference and is still there. */
  Optional<Job> find(String reference, Instant capturedAt) {
    Instant now = clock.instant();
    Instant kept = now.minus(KEPT);
    Instant oldest = (capturedAt.isBefore(kept) ? kept : capturedAt).minus(CLOCKS);
    Instant before = now.plus(CLOCKS);
    for (int page = 0; page < MOST_PAGES; page++) {
      List<Job> jobs = api.jobsBefore(before);
      Optional<Job> found =
          jobs.stream()
              .filter(job -> job.reference().equals(reference) && !job.status().gone())
              .min(Comparator.comparing(Job::createdAt));
      Optional<Instant> last = jobs.stream().map(Job::createdAt).min(Comparator.naturalOrder());
      boolean more = jobs.size() == SpeechmaticsApi.JOBS_A_PAGE;
      if (found.isPresent() || !more || last.get().isBefore(oldest)) {
        return found;
      }
      before = last.get();
    }
    return Optional.empty();
  }
}
