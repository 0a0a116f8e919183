// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.local.client;

import java.util.List;

/** What a search found, best first, 50 at most. */
public record Found(List<Hit> hits) {
  /** One memory. */
  public record Hit(String id, String text) {}

  /** Place of a memory, from 1; 0 if it is not among them. */
  public int rank(String memory) {
    return hits.stream().map(Hit::id).toList().indexOf(memory) + 1;
  }
}
