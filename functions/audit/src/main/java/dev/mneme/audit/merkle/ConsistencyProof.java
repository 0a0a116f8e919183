// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.audit.merkle;

import java.util.ArrayList;
import java.util.List;

/**
 * That a tree of size {@code to} begins with the tree of size {@code from}: nothing was changed,
 * removed or slipped in between.
 */
public record ConsistencyProof(long from, long to, List<Hash> path) {
  /** Keeps a copy of the path. */
  public ConsistencyProof {
    path = List.copyOf(path);
  }

  /** Whether the path leads to both roots (RFC 9162 section 2.1.4.2). */
  public boolean proves(Hash fromRoot, Hash toRoot) {
    if (from < 1 || from > to) {
      return false;
    }
    if (from == to) {
      return path.isEmpty() && fromRoot.equals(toRoot);
    }
    List<Hash> hashes = new ArrayList<>(path);
    if (Long.bitCount(from) == 1) {
      hashes.addFirst(fromRoot);
    }
    return !hashes.isEmpty() && leadsTo(fromRoot, toRoot, hashes);
  }

  private boolean leadsTo(Hash fromRoot, Hash toRoot, List<Hash> hashes) {
    int shared = Long.numberOfTrailingZeros(from);
    long fn = (from - 1) >>> shared;
    long sn = (to - 1) >>> shared;
    Hash old = hashes.getFirst();
    Hash now = old;
    for (Hash sibling : hashes.subList(1, hashes.size())) {
      if (sn == 0) {
        return false;
      }
      if ((fn & 1) == 1 || fn == sn) {
        old = Rfc6962.node(sibling, old);
        now = Rfc6962.node(sibling, now);
        while ((fn & 1) == 0 && fn != 0) {
          fn >>>= 1;
          sn >>>= 1;
        }
      } else {
        now = Rfc6962.node(now, sibling);
      }
      fn >>>= 1;
      sn >>>= 1;
    }
    return sn == 0 && old.equals(fromRoot) && now.equals(toRoot);
  }
}
