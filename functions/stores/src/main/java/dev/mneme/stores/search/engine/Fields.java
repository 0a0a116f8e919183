// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.stores.search.engine;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.mneme.contract.FieldWriter;
import dev.mneme.contract.UserKey;
import dev.mneme.stores.Sha256;
import dev.mneme.stores.search.Fingerprint;
import dev.mneme.stores.search.IndexedMemory;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/** The fields of a memory's document, and the keys it is filed under. */
final class Fields {
  static final String OWNER = "owner";
  static final String TENANT = "tenant";
  static final String USER = "user";
  static final String ID = "id";
  static final String POSITION = "position";
  static final String OCCURRED_AT = "occurredAtMicros";
  static final String TEXT = "text";
  static final String CATEGORY = "category";
  static final String KIND = "kind";
  static final String PEOPLE = "people";
  static final String SOURCE = "source";
  static final String LANGUAGE = "language";
  static final String EMBEDDING_MODEL = "embeddingModel";
  static final String FINGERPRINT = "fingerprint";

  private Fields() {}

  static void write(IndexedMemory memory, FieldWriter json) {
    json.put(OWNER, memory.owner().partitionKey());
    json.put(TENANT, memory.owner().tenant());
    json.put(USER, memory.owner().user());
    json.put(ID, memory.id());
    json.put(POSITION, memory.position());
    json.put(OCCURRED_AT, micros(memory.occurredAt()));
    json.put(TEXT, memory.text());
    json.put(CATEGORY, memory.category());
    json.put(KIND, memory.kind());
    json.texts(PEOPLE, memory.people());
    json.put(SOURCE, memory.source());
    json.put(LANGUAGE, memory.language());
    json.put(EMBEDDING_MODEL, memory.embeddingModel());
    if (hasDirection(memory.embedding())) {
      json.numbers(vector(memory.embedding().length), memory.embedding());
    }
    json.put(FINGERPRINT, Fingerprint.of(memory));
  }

  /** Vectors of different length lie in fields of their own, for a model may change. */
  static String vector(int dimensions) {
    return "vector_" + dimensions;
  }

  /** The cosine of a vector of zeros is not defined; both engines refuse it. */
  static boolean hasDirection(float[] vector) {
    for (float value : vector) {
      if (value != 0) {
        return true;
      }
    }
    return false;
  }

  /**
   * As exact as Postgres. The engines' dates are either coarser, or end in 1970 and 2262; what lies
   * beyond a long counts as its end.
   */
  static long micros(Instant at) {
    long micros = TimeUnit.SECONDS.toMicros(at.getEpochSecond());
    return micros == Long.MAX_VALUE || micros == Long.MIN_VALUE
        ? micros
        : micros + TimeUnit.NANOSECONDS.toMicros(at.getNano());
  }

  /** Of a length that the engines take, whatever the ids are. */
  static String document(UserKey owner, String id) {
    return Sha256.hex((owner.partitionKey() + "/" + UserKey.token(id)).getBytes(UTF_8));
  }

  /** All memories of an owner lie in one shard, and no search asks another. */
  static String routing(UserKey owner) {
    return Sha256.hex(owner.partitionKey().getBytes(UTF_8));
  }
}
