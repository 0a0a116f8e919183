// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.recall.search;

import dev.mneme.contract.FieldWriter;
import dev.mneme.contract.Written;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of what was found.
 *
 * @param hits best first
 * @param next cursor of the next page; absent on the last one
 * @param reranker version of the weights behind the order
 * @param model version of the personal model in use at the moment searched; absent where none was
 */
record SearchPage(
    String question, List<Hit> hits, @Nullable String next, String reranker, @Nullable String model)
    implements Written {
  @Override
  public void write(FieldWriter json) {
    json.put("question", question);
    json.put("hits", hits);
    json.put("next", next);
    json.put("reranker", reranker);
    json.put("model", model);
  }
}
