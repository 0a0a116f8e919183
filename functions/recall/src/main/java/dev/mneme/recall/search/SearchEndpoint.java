// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.recall.search;

import dev.mneme.contract.UserKey;
import dev.mneme.runtime.Request;
import dev.mneme.runtime.Response;

/** Answers {@code POST /v1/search}. */
final class SearchEndpoint {
  private final MemorySearch search;

  SearchEndpoint(MemorySearch search) {
    this.search = search;
  }

  Response handle(UserKey asker, Request request) {
    return Response.json(search.search(asker, request.json(SearchRequest::read)));
  }
}
