// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.persist;

import dev.mneme.contract.FieldWriter;
import dev.mneme.contract.UserKey;
import dev.mneme.contract.data.Transcript;
import dev.mneme.contract.data.Word;
import dev.mneme.stores.PackedVectors;
import dev.mneme.stores.RoundTrip;
import dev.mneme.stores.UserScope.Turns;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** New memories of an owner, with their transcripts and whom they mention. */
final class MemoryInsert {
  private static final String MEMORY =
      """
      INSERT INTO mneme.memory (tenant, user_id, id, position, occurred_at, text, language, category, confidence,
        unsure, kind, kind_confidence, owner_category, embedding, embedding_model, audio, salt, commitment,
        training_labelled, event_source, event_id)
      SELECT ?, ?, * FROM unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)\
      """;
  private static final String TRANSCRIPT =
      """
      INSERT INTO mneme.transcript (tenant, user_id, memory_id, engine, confidence, duration_seconds, words)
      SELECT ?, ?, memory, engine, confidence, seconds, words::jsonb
      FROM unnest(?, ?, ?, ?, ?) AS t (memory, engine, confidence, seconds, words)\
      """;
  private static final String PERSON =
      """
      INSERT INTO mneme.person (tenant, user_id, name) SELECT ?, ?, unnest(?) ON CONFLICT DO NOTHING\
      """;
  private static final String MENTION =
      """
      INSERT INTO mneme.mention (tenant, user_id, name, memory_id) SELECT ?, ?, * FROM unnest(?, ?)\
      """;

  private final UserKey owner;
  private final List<Row> rows;
  private final Progress progress;
  private final List<Spoken> spoken;
  private final List<Mention> mentions;

  /**
   * Rows to be written.
   *
   * @param progress of their owner, with them
   */
  MemoryInsert(UserKey owner, List<Row> rows, Progress progress) {
    this.owner = owner;
    this.rows = rows;
    this.progress = progress;
    this.spoken = rows.stream().flatMap(row -> spoken(row.block())).toList();
    this.mentions = rows.stream().flatMap(row -> mentions(row.block())).toList();
  }

  /** A memory that has no row yet. */
  record Row(Block block, byte[] salt, Kept.Row kept) {}

  private record Spoken(String memory, Transcript transcript) {}

  private record Mention(String name, String memory) {}

  /** Writes rows of different owners, in one round trip for those who need the same statements. */
  static void run(Turns turns, List<MemoryInsert> inserts) throws SQLException {
    Map<String, List<MemoryInsert>> alike =
        inserts.stream().collect(Collectors.groupingBy(MemoryInsert::statements));
    for (Map.Entry<String, List<MemoryInsert>> all : alike.entrySet()) {
      for (List<MemoryInsert> some : Groups.of(all.getValue())) {
        try (RoundTrip trip = turns.together(some.size(), all.getKey())) {
          for (MemoryInsert insert : some) {
            insert.bind(trip.actFor(insert.owner));
          }
          trip.send();
        }
      }
    }
  }

  private String statements() {
    List<String> statements = new ArrayList<>(List.of(Progress.WRITE, MEMORY));
    if (!spoken.isEmpty()) {
      statements.add(TRANSCRIPT);
    }
    if (!mentions.isEmpty()) {
      statements.addAll(List.of(PERSON, MENTION));
    }
    return String.join("; ", statements);
  }

  private void bind(RoundTrip trip) throws SQLException {
    trip.number(progress.position()).number(progress.labelled()).number(progress.requested());
    memories(trip, owner, rows);
    if (!spoken.isEmpty()) {
      transcripts(trip, owner, spoken);
    }
    if (!mentions.isEmpty()) {
      people(trip, owner, mentions);
    }
  }

  private static void memories(RoundTrip trip, UserKey owner, List<Row> rows) throws SQLException {
    trip.text(owner.tenant()).text(owner.user());
    trip.array("text", of(rows, row -> row.block().id()));
    trip.array("bigint", of(rows, row -> row.kept().position()));
    trip.times(rows.stream().map(row -> row.block().content().occurredAt()).toList());
    trip.array("text", of(rows, row -> row.block().memory().text()));
    trip.array("text", of(rows, row -> row.block().memory().language()));
    trip.array("text", of(rows, row -> row.block().memory().category().label().toString()));
    trip.array("float8", of(rows, row -> row.block().memory().category().confidence()));
    trip.array("bool", of(rows, row -> row.block().memory().category().unsure()));
    trip.array("text", of(rows, row -> row.block().memory().kind().label().toString()));
    trip.array("float8", of(rows, row -> row.block().memory().kind().confidence()));
    trip.array("text", of(rows, row -> textOf(row.block().memory().ownerCategory())));
    trip.bytes(
        rows.stream()
            .map(row -> PackedVectors.pack(row.block().memory().embedding().vector()))
            .toList());
    trip.array("text", of(rows, row -> row.block().memory().embedding().model()));
    trip.array("text", of(rows, row -> textOf(row.block().memory().audio())));
    trip.bytes(rows.stream().map(Row::salt).toList());
    trip.array("text", of(rows, row -> row.kept().commitment()));
    trip.array("int4", of(rows, row -> labelled(row.kept())));
    trip.array("text", of(rows, row -> row.block().key().source()));
    trip.array("text", of(rows, row -> row.block().key().id()));
  }

  private static void transcripts(RoundTrip trip, UserKey owner, List<Spoken> spoken)
      throws SQLException {
    trip.text(owner.tenant()).text(owner.user());
    trip.array("text", of(spoken, Spoken::memory));
    trip.array("text", of(spoken, one -> one.transcript().engine()));
    trip.array("float8", of(spoken, one -> one.transcript().confidence()));
    trip.array("float8", of(spoken, one -> one.transcript().durationSeconds()));
    trip.array("text", of(spoken, one -> json(one.transcript().words())));
  }

  private static void people(RoundTrip trip, UserKey owner, List<Mention> mentions)
      throws SQLException {
    List<?> names = of(mentions, Mention::name);
    trip.text(owner.tenant()).text(owner.user()).array("text", names);
    trip.text(owner.tenant()).text(owner.user()).array("text", names);
    trip.array("text", of(mentions, Mention::memory));
  }

  private static Stream<Spoken> spoken(Block block) {
    return Stream.ofNullable(block.memory().transcript())
        .map(transcript -> new Spoken(block.id(), transcript));
  }

  private static Stream<Mention> mentions(Block block) {
    return block.content().people().stream().map(name -> new Mention(name, block.id()));
  }

  private static String json(List<Word> words) {
    return new String(FieldWriter.bytes(words), StandardCharsets.UTF_8);
  }

  private static @Nullable Integer labelled(Kept.Row row) {
    return row.trainingLabelled().isPresent() ? row.trainingLabelled().getAsInt() : null;
  }

  private static @Nullable String textOf(@Nullable Object value) {
    return value == null ? null : value.toString();
  }

  /** A column; null stands for NULL. */
  private static <T> List<@Nullable Object> of(
      List<T> rows, Function<T, ? extends @Nullable Object> value) {
    List<@Nullable Object> column = new ArrayList<>(rows.size());
    rows.forEach(row -> column.add(value.apply(row)));
    return column;
  }
}
