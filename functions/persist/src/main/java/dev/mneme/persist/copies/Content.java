// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.persist.copies;

import dev.mneme.contract.EventData;
import dev.mneme.contract.FieldErrors;
import dev.mneme.contract.FieldReader;
import dev.mneme.contract.FieldWriter;
import dev.mneme.contract.InvalidEventException;
import dev.mneme.contract.LifeCategory;
import dev.mneme.contract.Payload;
import dev.mneme.contract.UserKey;
import dev.mneme.contract.data.MemoryClassified;
import dev.mneme.contract.data.Person;
import dev.mneme.stores.Area;
import dev.mneme.stores.ObjectKey;
import dev.mneme.stores.Sha256;
import dev.mneme.stores.document.MemoryDocument;
import dev.mneme.stores.search.IndexedMemory;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;

/**
 * A memory as all stores tell it.
 *
 * @param json the object in S3, and what the commitment is over; the same event always gives the
 *     same bytes
 */
public record Content(
    UserKey owner, String id, Instant occurredAt, MemoryClassified memory, byte[] json) {
  /** Of {@link #json}. */
  public static final String MEDIA_TYPE = "application/json";

  private static final String SPOKEN = "spoken";
  private static final String WRITTEN = "written";

  private record Stored(
      String id,
      String tenant,
      String user,
      String time,
      String source,
      String event,
      MemoryClassified memory)
      implements Payload {
    static Stored read(FieldReader json) {
      return new Stored(
          json.text("id"),
          json.text("tenant"),
          json.text("user"),
          json.text("time"),
          json.text("source"),
          json.text("event"),
          json.object("memory", MemoryClassified::read));
    }

    @Override
    public void write(FieldWriter json) {
      json.put("id", id);
      json.put("tenant", tenant);
      json.put("user", user);
      json.put("time", time);
      json.put("source", source);
      json.put("event", event);
      json.put("memory", memory);
    }

    @Override
    public void check(FieldErrors errors) {
      if (errors.present("data.memory", memory)) {
        memory.check(errors);
      }
    }
  }

  /**
   * The content of a new memory.
   *
   * @param source of the event that told it
   * @param event its id
   */
  public static Content of(
      UserKey owner,
      String id,
      Instant occurredAt,
      String source,
      String event,
      MemoryClassified memory) {
    Stored stored =
        new Stored(id, owner.tenant(), owner.user(), occurredAt.toString(), source, event, memory);
    return new Content(owner, id, occurredAt, memory, EventData.write(stored));
  }

  /**
   * The content that a store holds.
   *
   * @param json as {@link #json} was, possibly written by an older release
   * @throws InvalidEventException if it is not the content of this owner's memory
   */
  public static Content read(UserKey owner, String id, byte[] json) {
    Stored stored = EventData.read(json, Stored::read);
    FieldErrors errors = new FieldErrors();
    errors.check(id.equals(stored.id()), "id", stored.id(), id);
    errors.check(owner.tenant().equals(stored.tenant()), "tenant", stored.tenant(), owner.tenant());
    errors.check(owner.user().equals(stored.user()), "user", stored.user(), owner.user());
    errors.throwIfAny();
    return new Content(owner, id, instant(stored.time()), stored.memory(), json);
  }

  /** Where it is filed: its owner's word counts for more than ours. */
  public LifeCategory filedUnder() {
    return memory.ownerCategory() != null ? memory.ownerCategory() : memory.category().label();
  }

  /** Whom it speaks of, each once. */
  public List<String> people() {
    return memory.people() == null
        ? List.of()
        : memory.people().stream().map(Person::name).distinct().toList();
  }

  /** Where its object lies. */
  public ObjectKey key() {
    return ObjectKey.of(owner, Area.MEMORIES, id);
  }

  /** The document of it. */
  public MemoryDocument document() {
    return new MemoryDocument(owner, id, occurredAt, json, Sha256.hex(json));
  }

  /** The entry of it in the index. */
  public IndexedMemory indexed(long position) {
    return new IndexedMemory(
        owner,
        id,
        position,
        occurredAt,
        memory.text(),
        filedUnder().toString(),
        memory.kind().label().toString(),
        people(),
        memory.transcript() == null ? WRITTEN : SPOKEN,
        memory.language(),
        memory.embedding().vector(),
        memory.embedding().model());
  }

  private static Instant instant(String time) {
    try {
      return Instant.parse(time);
    } catch (DateTimeParseException e) {
      throw InvalidEventException.of("time", time, "an instant, such as 2026-03-01T08:00:00Z");
    }
  }
}
