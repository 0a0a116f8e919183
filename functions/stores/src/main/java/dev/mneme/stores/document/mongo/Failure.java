// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.stores.document.mongo;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoCommandException;
import com.mongodb.MongoException;
import com.mongodb.MongoWriteConcernException;
import com.mongodb.MongoWriteException;
import dev.mneme.stores.Outage;
import java.util.Set;

/** Tells a refusal of the server from all other trouble, which passes. */
final class Failure {
  /**
   * A primary that steps down, shuts down, starts, recovers or is out of time; not authorised, for
   * an operator can mend that.
   */
  private static final Set<Integer> PASSING =
      Set.of(
          6, 7, 13, 18, 50, 89, 91, 112, 189, 262, 9001, 10058, 10107, 11600, 11602, 13435, 13436);

  private Failure() {}

  static RuntimeException of(MongoException e) {
    return refused(e)
        ? new IllegalStateException("MongoDB refused: " + e.getMessage(), e)
        : Outage.of("MongoDB", e);
  }

  private static boolean refused(MongoException e) {
    return switch (e) {
      case MongoBulkWriteException bulk ->
          bulk.getWriteErrors().stream().anyMatch(error -> !PASSING.contains(error.getCode()));
      case MongoWriteConcernException waiting -> false;
      case MongoWriteException write -> !PASSING.contains(write.getCode());
      case MongoCommandException command -> !PASSING.contains(command.getCode());
      default -> false;
    };
  }
}
