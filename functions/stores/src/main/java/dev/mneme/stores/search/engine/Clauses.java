// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.stores.search.engine;

import dev.mneme.contract.UserKey;
import dev.mneme.stores.search.MemoryFilter;
import java.util.Collection;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Parts of queries. What a caller gave is a value of JSON in all of them, never a query. */
final class Clauses {
  /** Each character is one word at most, and OpenSearch takes 1,024 in a query. */
  private static final int LONGEST_WORDS = 1_000;

  private static final int HIGHLIGHTS = 3;
  private static final JsonMapper JSON = JsonMapper.shared();

  private Clauses() {}

  /** What every query is restricted by: the owner, and what the filter says. */
  static ArrayNode filter(UserKey owner, MemoryFilter filter) {
    ArrayNode all = owner(owner);
    if (filter.from() != null) {
      range(all, Fields.OCCURRED_AT, "gte", Fields.micros(filter.from()));
    }
    if (filter.until() != null) {
      range(all, Fields.OCCURRED_AT, "lt", Fields.micros(filter.until()));
    }
    if (filter.asOf() != null) {
      range(all, Fields.POSITION, "lte", filter.asOf());
    }
    anyOf(all, Fields.CATEGORY, filter.categories());
    anyOf(all, Fields.KIND, filter.kinds());
    anyOf(all, Fields.PEOPLE, filter.people());
    anyOf(all, Fields.SOURCE, filter.sources());
    return all;
  }

  static ArrayNode owner(UserKey owner) {
    ArrayNode all = JSON.createArrayNode();
    all.addObject().putObject("term").put(Fields.OWNER, owner.partitionKey());
    return all;
  }

  /** Adds that the field has one of the values; nothing, if there are none. */
  static void anyOf(ArrayNode all, String field, Collection<String> values) {
    if (!values.isEmpty()) {
      ArrayNode any = all.addObject().putObject("terms").putArray(field);
      values.forEach(any::add);
    }
  }

  static void model(ArrayNode all, String embeddingModel) {
    all.addObject().putObject("term").put(Fields.EMBEDDING_MODEL, embeddingModel);
  }

  /** What passes the filter, all alike. */
  static ObjectNode passing(ArrayNode filter) {
    ObjectNode query = JSON.createObjectNode();
    query.putObject("bool").set("filter", filter);
    return query;
  }

  /** What passes the filter and has any of the words, by BM25. */
  static ObjectNode words(String words, ArrayNode filter) {
    ObjectNode query = passing(filter);
    query
        .withObject("/bool")
        .putArray("must")
        .addObject()
        .putObject("match")
        .put(Fields.TEXT, words.substring(0, Math.min(words.length(), LONGEST_WORDS)));
    return query;
  }

  /** A search that returns ids and positions of the best. */
  static ObjectNode search(ObjectNode query, int most) {
    ObjectNode search = JSON.createObjectNode();
    search.put("size", most).put("_source", false).put("track_total_hits", false);
    // For its own id of each the engine would unpack the stored memory, vector and all.
    search.put("stored_fields", "_none_");
    search.putArray("docvalue_fields").add(Fields.ID).add(Fields.POSITION);
    search.set("query", query);
    return search;
  }

  static void highlight(ObjectNode search) {
    ObjectNode highlight = search.putObject("highlight");
    highlight.put("encoder", "html").put("number_of_fragments", HIGHLIGHTS);
    highlight.putObject("fields").putObject(Fields.TEXT);
  }

  private static void range(ArrayNode all, String field, String relation, long value) {
    all.addObject().putObject("range").putObject(field).put(relation, value);
  }
}
