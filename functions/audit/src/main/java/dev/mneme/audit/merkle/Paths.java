// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.audit.merkle;

import java.util.ArrayList;
import java.util.List;

/** Which subtrees a proof names, in its order, before any hash is read. */
final class Paths {
  private Paths() {}

  /** PATH(m, D[n]) of RFC 6962 section 2.1.1. */
  static List<Subtree> inclusion(long index, long size) {
    List<Subtree> topDown = new ArrayList<>();
    Subtree at = new Subtree(0, size);
    while (at.size() > 1) {
      long middle = at.from() + at.split();
      Subtree left = new Subtree(at.from(), middle);
      Subtree right = new Subtree(middle, at.to());
      boolean goesLeft = index < middle;
      topDown.add(goesLeft ? right : left);
      at = goesLeft ? left : right;
    }
    return topDown.reversed();
  }

  /** PROOF(m, D[n]) of RFC 6962 section 2.1.2, for 0 &lt; m ≤ n. */
  static List<Subtree> consistency(long from, long to) {
    List<Subtree> topDown = new ArrayList<>();
    Subtree at = new Subtree(0, to);
    while (at.to() != from) {
      long middle = at.from() + at.split();
      Subtree left = new Subtree(at.from(), middle);
      Subtree right = new Subtree(middle, at.to());
      boolean goesLeft = from <= middle;
      topDown.add(goesLeft ? right : left);
      at = goesLeft ? left : right;
    }
    // The verifier holds the old root already, so a subtree that is the whole old tree is left out.
    if (at.from() != 0) {
      topDown.add(at);
    }
    return topDown.reversed();
  }
}
