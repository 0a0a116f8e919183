// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.stores.search.engine;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.mneme.contract.UserKey;
import dev.mneme.stores.Sha256;
import dev.mneme.stores.search.Fingerprint;
import dev.mneme.stores.search.IndexedMemory;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
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

  static Map<String, Object> of(IndexedMemory memory) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put(OWNER, memory.owner().partitionKey());
    fields.put(TENANT, memory.owner().tenant());
    fields.put(USER, memory.owner().user());
    fields.put(ID, memory.id());
    fields.put(POSITION, memory.position());
    fields.put(OCCURRED_AT, micros(memory.occurredAt()));
    fields.put(TEXT, memory.text());
    fields.put(CATEGORY, memory.category());
    fields.put(KIND, memory.kind());
    fields.put(PEOPLE, memory.people());
    fields.put(SOURCE, memory.source());
    if (memory.language() != null) {
      fields.put(LANGUAGE, memory.language());
    }
    fields.put(EMBEDDING_MODEL, memory.embeddingModel());
    if (hasDirection(memory.embedding())) {
      fields.put(vector(memory.embedding().length), memory.embedding());
    }
    fields.put(FINGERPRINT, Fingerprint.of(memory));
    return fields;
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
