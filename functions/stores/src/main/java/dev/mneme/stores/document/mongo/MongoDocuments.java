// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.stores.document.mongo;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.InsertManyOptions;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.Sorts;
import dev.mneme.contract.UserKey;
import dev.mneme.contract.settings.Settings;
import dev.mneme.contract.settings.SettingsException;
import dev.mneme.stores.Ahead;
import dev.mneme.stores.document.DocumentEntry;
import dev.mneme.stores.document.DocumentStore;
import dev.mneme.stores.document.MemoryDocument;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/** The collection {@code memories}. */
public final class MongoDocuments implements DocumentStore {
  private static final String COLLECTION = "memories";
  private static final BulkWriteOptions IN_ANY_ORDER = new BulkWriteOptions().ordered(false);
  private static final InsertManyOptions INSERTS = new InsertManyOptions().ordered(false);
  private static final ReplaceOptions UPSERT = new ReplaceOptions().upsert(true);

  private final MongoClient client;
  private final MongoCollection<Document> memories;
  private volatile boolean indexed;

  private MongoDocuments(MongoClient client, String database) {
    this.client = client;
    this.memories = client.getDatabase(database).getCollection(COLLECTION);
  }

  /**
   * Reads the settings and makes the client, without waiting for a connection.
   *
   * <p>Settings: {@code MNEME_MONGODB_URI}, whose path is the database (mneme); {@code
   * MNEME_MONGODB_USER} and {@code MNEME_MONGODB_PASSWORD} (or {@code …_PASSWORD_FILE}) where they
   * are not in the URI; {@code MNEME_MONGODB_TIMEOUT} (to find a server, and of a request, PT10S).
   *
   * @throws SettingsException if a setting is missing or malformed
   */
  public static DocumentStore of(Settings settings) {
    MongoSettings mongo = MongoSettings.of(settings);
    return new MongoDocuments(MongoClients.create(mongo.client()), mongo.database());
  }

  @Override
  public DocumentStore ahead() {
    Ahead.start("MongoDB", () -> asking(all -> all));
    return this;
  }

  /** Most are new, and to insert one costs a server less than half of what an upsert does. */
  @Override
  public void put(List<MemoryDocument> documents) {
    if (!documents.isEmpty()) {
      List<Document> all = documents.stream().map(Bsons::of).toList();
      asking(
          collection -> {
            replace(collection, insert(collection, all));
            return all;
          });
    }
  }

  @Override
  public Optional<MemoryDocument> get(UserKey owner, String id) {
    return asking(all -> Optional.ofNullable(all.find(Bsons.at(owner, id)).first()))
        .map(found -> Bsons.memory(owner, found));
  }

  @Override
  public void remove(UserKey owner, Collection<String> ids) {
    asking(all -> all.deleteMany(Bsons.of(owner).append(Bsons.ID, new Document("$in", ids))));
  }

  @Override
  public void removeAll(UserKey owner) {
    asking(all -> all.deleteMany(Bsons.of(owner)));
  }

  @Override
  public List<DocumentEntry> entries(UserKey owner, @Nullable String after, int most) {
    Document page = Bsons.of(owner);
    if (after != null) {
      page.append(Bsons.ID, new Document("$gt", after));
    }
    return asking(
        all ->
            all.find(page)
                .projection(Projections.include(Bsons.ID, Bsons.SHA256))
                .sort(Sorts.ascending(Bsons.TENANT, Bsons.USER, Bsons.ID))
                .limit(most)
                .map(d -> new DocumentEntry(d.getString(Bsons.ID), d.getString(Bsons.SHA256)))
                .into(new ArrayList<>()));
  }

  /** Leaps over the index from owner to owner, where a group would read all of it. */
  @Override
  public List<UserKey> owners(@Nullable UserKey after, int most) {
    List<UserKey> owners = new ArrayList<>();
    UserKey last = after;
    while (owners.size() < most) {
      Optional<UserKey> next = next(last);
      if (next.isEmpty()) {
        return owners;
      }
      last = next.get();
      owners.add(last);
    }
    return owners;
  }

  @Override
  public void close() {
    client.close();
  }

  /**
   * Returns those that were not inserted. Nearly always they are there already; what else is wrong
   * with them, replacing tells.
   */
  private static List<Document> insert(MongoCollection<Document> collection, List<Document> all) {
    try {
      collection.insertMany(all, INSERTS);
      return List.of();
    } catch (MongoBulkWriteException e) {
      if (e.getWriteConcernError() != null) {
        throw e;
      }
      return e.getWriteErrors().stream().map(error -> all.get(error.getIndex())).toList();
    }
  }

  private static void replace(MongoCollection<Document> collection, List<Document> some) {
    if (!some.isEmpty()) {
      collection.bulkWrite(
          some.stream().map(one -> new ReplaceOneModel<>(Bsons.key(one), one, UPSERT)).toList(),
          IN_ANY_ORDER);
    }
  }

  private Optional<UserKey> next(@Nullable UserKey after) {
    return after == null
        ? first(new Document())
        : first(Bsons.beyondInTenant(after)).or(() -> first(Bsons.beyondTenant(after)));
  }

  private Optional<UserKey> first(Bson filter) {
    return asking(
            all ->
                Optional.ofNullable(
                    all.find(filter)
                        .projection(Projections.include(Bsons.TENANT, Bsons.USER))
                        .sort(Sorts.ascending(Bsons.TENANT, Bsons.USER))
                        .first()))
        .map(found -> new UserKey(found.getString(Bsons.TENANT), found.getString(Bsons.USER)));
  }

  private <T> T asking(Function<MongoCollection<Document>, T> call) {
    try {
      if (!indexed) {
        memories.createIndex(
            Indexes.ascending(Bsons.TENANT, Bsons.USER, Bsons.ID), new IndexOptions().unique(true));
        indexed = true;
      }
      return call.apply(memories);
    } catch (MongoException e) {
      // What comes back after an outage may be another server, or an empty one.
      indexed = false;
      throw Failure.of(e);
    }
  }
}
