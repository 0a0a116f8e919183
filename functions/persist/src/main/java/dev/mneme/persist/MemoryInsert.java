// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.persist;

import dev.mneme.contract.UserKey;
import dev.mneme.contract.data.MemoryClassified;
import dev.mneme.contract.data.Transcript;
import dev.mneme.stores.PackedVectors;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Writes new memories, their transcripts and whom they mention, many rows a round trip. */
final class MemoryInsert {
  private static final String MEMORY =
      """
      INSERT INTO mneme.memory (tenant, user_id, id, position, occurred_at, text, language, category, confidence,
        unsure, kind, kind_confidence, owner_category, embedding, embedding_model, audio, salt, commitment,
        training_labelled, event_source, event_id)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)\
      """;
  private static final String TRANSCRIPT =
      """
      INSERT INTO mneme.transcript (tenant, user_id, memory_id, engine, confidence, duration_seconds, words)
      VALUES (?, ?, ?, ?, ?, ?, ?::jsonb)\
      """;
  private static final String PERSON =
      "INSERT INTO mneme.person (tenant, user_id, name) VALUES (?, ?, ?) ON CONFLICT DO NOTHING";
  private static final String MENTION =
      "INSERT INTO mneme.mention (tenant, user_id, name, memory_id) VALUES (?, ?, ?, ?)";
  private static final JsonMapper JSON = new JsonMapper();

  private MemoryInsert() {}

  /** A memory that has no row yet. */
  record Row(Block block, byte[] salt, Kept.Row kept) {}

  static void insert(Connection connection, UserKey owner, List<Row> rows) throws SQLException {
    try (PreparedStatement memories = connection.prepareStatement(MEMORY);
        PreparedStatement transcripts = connection.prepareStatement(TRANSCRIPT);
        PreparedStatement people = connection.prepareStatement(PERSON);
        PreparedStatement mentions = connection.prepareStatement(MENTION)) {
      for (Row row : rows) {
        memory(memories, owner, row);
        memories.addBatch();
        Transcript transcript = row.block().memory().transcript();
        if (transcript != null) {
          transcript(transcripts, owner, row.block().id(), transcript);
          transcripts.addBatch();
        }
        for (String name : row.block().content().people()) {
          person(people, owner, name);
          people.addBatch();
          person(mentions, owner, name);
          mentions.setString(4, row.block().id());
          mentions.addBatch();
        }
      }
      memories.executeBatch();
      transcripts.executeBatch();
      people.executeBatch();
      mentions.executeBatch();
    }
  }

  private static void memory(PreparedStatement insert, UserKey owner, Row row) throws SQLException {
    Block block = row.block();
    MemoryClassified memory = block.memory();
    int column = 0;
    insert.setString(++column, owner.tenant());
    insert.setString(++column, owner.user());
    insert.setString(++column, block.id());
    insert.setLong(++column, row.kept().position());
    insert.setObject(++column, block.content().occurredAt().atOffset(ZoneOffset.UTC));
    insert.setString(++column, memory.text());
    insert.setString(++column, memory.language());
    insert.setString(++column, memory.category().label().toString());
    insert.setDouble(++column, memory.category().confidence());
    insert.setBoolean(++column, memory.category().unsure());
    insert.setString(++column, memory.kind().label().toString());
    insert.setDouble(++column, memory.kind().confidence());
    insert.setString(++column, textOf(memory.ownerCategory()));
    insert.setBytes(++column, PackedVectors.pack(memory.embedding().vector()));
    insert.setString(++column, memory.embedding().model());
    insert.setString(++column, textOf(memory.audio()));
    insert.setBytes(++column, row.salt());
    insert.setString(++column, row.kept().commitment());
    if (row.kept().trainingLabelled().isPresent()) {
      insert.setInt(++column, row.kept().trainingLabelled().getAsInt());
    } else {
      insert.setNull(++column, Types.INTEGER);
    }
    insert.setString(++column, block.key().source());
    insert.setString(++column, block.key().id());
  }

  private static void transcript(
      PreparedStatement insert, UserKey owner, String memory, Transcript transcript)
      throws SQLException {
    int column = 0;
    insert.setString(++column, owner.tenant());
    insert.setString(++column, owner.user());
    insert.setString(++column, memory);
    insert.setString(++column, transcript.engine());
    insert.setDouble(++column, transcript.confidence());
    insert.setDouble(++column, transcript.durationSeconds());
    insert.setString(++column, JSON.writeValueAsString(transcript.words()));
  }

  private static void person(PreparedStatement insert, UserKey owner, String name)
      throws SQLException {
    insert.setString(1, owner.tenant());
    insert.setString(2, owner.user());
    insert.setString(3, name);
  }

  private static @Nullable String textOf(@Nullable Object value) {
    return value == null ? null : Objects.toString(value);
  }
}
