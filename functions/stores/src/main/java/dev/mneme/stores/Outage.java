// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.stores;

import dev.mneme.contract.TryLaterException;
import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.time.Duration;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells trouble that passes from trouble that stays. The cause is logged here and kept out of the
 * reason, which travels to callers and into dead letters and shall name no host.
 */
public final class Outage {
  private static final Logger LOG = LoggerFactory.getLogger(Outage.class);
  private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

  /**
   * Connection lost, deadlock, out of resources, stopped by an operator; then: lock not to be had.
   */
  private static final Set<String> PASSING_CLASSES = Set.of("08", "40", "53", "57", "58");

  private static final String LOCK_NOT_AVAILABLE = "55P03";

  private Outage() {}

  /** A store that does not do what it is asked for now. */
  public static TryLaterException of(String store, Exception cause) {
    LOG.warn("{} is away: {}; {}", store, cause.getMessage(), root(cause).toString());
    TryLaterException later =
        new TryLaterException(store + " cannot be used at the moment", RETRY_AFTER);
    later.initCause(cause);
    return later;
  }

  /** What a failed statement means. */
  static RuntimeException of(SQLException e) {
    return passing(e)
        ? of("Postgres", e)
        : new IllegalStateException("Postgres refused: " + e.getMessage(), e);
  }

  /** Pools and clients wrap what the server or the network said. */
  private static Throwable root(Throwable thrown) {
    return thrown.getCause() == null ? thrown : root(thrown.getCause());
  }

  private static boolean passing(SQLException e) {
    String state = e.getSQLState();
    return e instanceof SQLTransientException
        || LOCK_NOT_AVAILABLE.equals(state)
        || (state != null
            && state.length() == 5
            && PASSING_CLASSES.contains(state.substring(0, 2)));
  }
}
