// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.train;

import dev.mneme.contract.UserKey;
import dev.mneme.contract.data.ModelTrained;
import dev.mneme.stores.UserScope;
import io.cloudevents.CloudEvent;
import java.net.URI;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/** Which models there are. The first answer to an event is the answer to it for good. */
final class ModelRegistry {
  private static final String COLUMNS =
      "SELECT version, artifact, sha256, memories, seconds, held_out, held_out_accuracy,"
          + " baseline_accuracy, promoted FROM mneme.model WHERE tenant = ? AND user_id = ?";
  private static final String BY_EVENT = COLUMNS + " AND event_source = ? AND event_id = ?";
  private static final String BY_VERSION = COLUMNS + " AND version = ?";
  private static final String INSERT =
      """
      INSERT INTO mneme.model (tenant, user_id, version, artifact, sha256, embedding_model, up_to, memories,
        seconds, held_out, held_out_accuracy, baseline_accuracy, promoted, event_source, event_id)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT DO NOTHING\
      """;

  private final UserScope scope;

  ModelRegistry(UserScope scope) {
    this.scope = scope;
  }

  /** The model that an event led to, if it did already. */
  Optional<ModelTrained> find(UserKey owner, CloudEvent event) {
    return scope.call(owner, connection -> byEvent(connection, owner, event));
  }

  /**
   * Adds the model that an event led to.
   *
   * @return what now stands for the event: another model, if the event was answered meanwhile
   */
  ModelTrained add(
      UserKey owner, CloudEvent event, long upTo, String embeddingModel, ModelTrained model) {
    return scope.call(
        owner,
        connection -> {
          insert(connection, owner, event, upTo, embeddingModel, model);
          Optional<ModelTrained> standing = byEvent(connection, owner, event);
          // Two events that lead to the same content share its row.
          return standing.isPresent()
              ? standing.get()
              : select(connection, BY_VERSION, owner, model.version()).orElseThrow();
        });
  }

  private static void insert(
      Connection connection,
      UserKey owner,
      CloudEvent event,
      long upTo,
      String embeddingModel,
      ModelTrained model)
      throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
      insert.setString(1, owner.tenant());
      insert.setString(2, owner.user());
      insert.setString(3, model.version());
      insert.setString(4, model.artifact().toString());
      insert.setString(5, model.sha256());
      insert.setString(6, embeddingModel);
      insert.setLong(7, upTo);
      insert.setInt(8, model.memories());
      insert.setDouble(9, model.seconds());
      insert.setInt(10, model.heldOut());
      insert.setDouble(11, model.heldOutAccuracy());
      insert.setDouble(12, model.baselineAccuracy());
      insert.setBoolean(13, model.promoted());
      insert.setString(14, event.getSource().toString());
      insert.setString(15, event.getId());
      insert.executeUpdate();
    }
  }

  private static Optional<ModelTrained> byEvent(
      Connection connection, UserKey owner, CloudEvent event) throws SQLException {
    return select(connection, BY_EVENT, owner, event.getSource().toString(), event.getId());
  }

  private static Optional<ModelTrained> select(
      Connection connection, String query, UserKey owner, String... keys) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(query)) {
      select.setString(1, owner.tenant());
      select.setString(2, owner.user());
      for (int i = 0; i < keys.length; i++) {
        select.setString(i + 3, keys[i]);
      }
      try (ResultSet row = select.executeQuery()) {
        return row.next() ? Optional.of(model(row)) : Optional.empty();
      }
    }
  }

  private static ModelTrained model(ResultSet row) throws SQLException {
    return new ModelTrained(
        row.getString(1),
        URI.create(row.getString(2)),
        row.getString(3),
        row.getInt(4),
        row.getDouble(5),
        row.getInt(6),
        row.getDouble(7),
        row.getDouble(8),
        row.getBoolean(9));
  }
}
