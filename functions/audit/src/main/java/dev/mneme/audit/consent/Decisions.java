// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.audit.consent;

import dev.mneme.contract.EventData;
import dev.mneme.contract.EventType;
import dev.mneme.contract.Purpose;
import dev.mneme.contract.TryLaterException;
import dev.mneme.contract.UserKey;
import dev.mneme.contract.data.ConsentGranted;
import dev.mneme.contract.data.ConsentWithdrawn;
import dev.mneme.stores.UserScope;
import io.cloudevents.CloudEvent;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Set;

/** The decisions of users; once written, one is never changed. Thread-safe. */
public final class Decisions {
  private static final String WRITE =
      """
      INSERT INTO mneme.consent
        (tenant, user_id, purpose, granted, event_source, event_id, decided_at)
      VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING\
      """;

  private final UserScope scope;

  public Decisions(UserScope scope) {
    this.scope = scope;
  }

  /**
   * Writes down what an event decides. The same event again changes nothing, nor does one of
   * another type.
   *
   * @param event whose data was checked
   * @throws TryLaterException if the database cannot be reached
   */
  public void write(CloudEvent event) {
    switch (EventType.of(event)) {
      case CONSENT_GRANTED ->
          write(event, true, EventData.read(event, ConsentGranted::read).purposes());
      case CONSENT_WITHDRAWN ->
          write(event, false, EventData.read(event, ConsentWithdrawn::read).purposes());
      default -> {}
    }
  }

  private void write(CloudEvent event, boolean granted, Set<Purpose> purposes) {
    UserKey owner = UserKey.of(event);
    scope.call(owner, connection -> write(connection, owner, event, granted, purposes));
  }

  private static int write(
      Connection connection,
      UserKey owner,
      CloudEvent event,
      boolean granted,
      Set<Purpose> purposes)
      throws SQLException {
    try (PreparedStatement write = connection.prepareStatement(WRITE)) {
      for (Purpose purpose : purposes) {
        write.setString(1, owner.tenant());
        write.setString(2, owner.user());
        write.setString(3, purpose.toString());
        write.setBoolean(4, granted);
        write.setString(5, event.getSource().toString());
        write.setString(6, event.getId());
        write.setObject(7, Objects.requireNonNull(event.getTime(), "the envelope was checked"));
        write.addBatch();
      }
      return write.executeBatch().length;
    }
  }
}
