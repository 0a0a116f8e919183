// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.stores.document.mongo;

import dev.mneme.contract.UserKey;
import dev.mneme.stores.document.MemoryDocument;
import java.util.Date;
import org.bson.Document;
import tools.jackson.databind.json.JsonMapper;

/** Memories as BSON, and the filters that find them. Values are bound, never parsed as filters. */
final class Bsons {
  static final String TENANT = "tenant";
  static final String USER = "user";
  static final String ID = "id";
  static final String SHA256 = "sha256";
  private static final String KEY = "_id";
  private static final String OCCURRED_AT = "occurredAt";
  private static final String BLOCK = "block";

  private Bsons() {}

  /** The document; fields of the block keep their order, numbers their kind. */
  static Document of(MemoryDocument memory) {
    return new Document(KEY, key(memory.owner(), memory.id()))
        .append(TENANT, memory.owner().tenant())
        .append(USER, memory.owner().user())
        .append(ID, memory.id())
        .append(OCCURRED_AT, Date.from(memory.occurredAt()))
        .append(SHA256, memory.sha256())
        .append(BLOCK, Blocks.of(memory.json()));
  }

  static MemoryDocument memory(UserKey owner, Document found) {
    return new MemoryDocument(
        owner,
        found.getString(ID),
        found.getDate(OCCURRED_AT).toInstant(),
        JsonMapper.shared().writeValueAsBytes(found.get(BLOCK, Document.class)),
        found.getString(SHA256));
  }

  /** One document. The key has the owner in it, and alone it is found ten times as fast. */
  static Document at(UserKey owner, String id) {
    return new Document(KEY, key(owner, id));
  }

  /** The one that a document would take the place of. */
  static Document key(Document memory) {
    return new Document(KEY, memory.get(KEY));
  }

  /**
   * All documents of an owner. All filters are flat, since not every server takes an index for what
   * is inside an $and.
   */
  static Document of(UserKey owner) {
    return new Document(TENANT, owner.tenant()).append(USER, owner.user());
  }

  /** Those of the owners of the same tenant who sort after this one. */
  static Document beyondInTenant(UserKey owner) {
    return new Document(TENANT, owner.tenant()).append(USER, new Document("$gt", owner.user()));
  }

  /** Those of the tenants that sort after this owner's. */
  static Document beyondTenant(UserKey owner) {
    return new Document(TENANT, new Document("$gt", owner.tenant()));
  }

  private static String key(UserKey owner, String id) {
    return owner.partitionKey() + "/" + UserKey.token(id);
  }
}
