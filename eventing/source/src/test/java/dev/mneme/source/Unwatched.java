// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.source;

import dev.mneme.contract.settings.Settings;
import dev.mneme.source.deadletter.Reason;
import dev.mneme.source.metrics.RouteMetrics;
import dev.mneme.source.metrics.SourceMetrics;
import java.util.Map;

/** What counts where nobody looks. */
final class Unwatched {
  static final Settings NOTHING_SET = Settings.from(Map.of());
  static final Pseudonyms PSEUDONYMS = Pseudonyms.from(NOTHING_SET);

  private Unwatched() {}

  static RouteMetrics route() {
    return new SourceMetrics(NOTHING_SET).route("classify", Reason.words(), 1);
  }
}
