// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.recall;

import dev.mneme.contract.UserKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** A store of vectors alone, that counts how often it is asked. */
final class StoredPoints implements MemoryReader {
  private final List<Point> points = new ArrayList<>();
  private int read;

  void add(float... vector) {
    points.add(new Point(points.size() + 1L, vector));
  }

  /** Vectors handed out so far. */
  int read() {
    return read;
  }

  @Override
  public List<Point> after(UserKey owner, long position) {
    List<Point> after = points.stream().filter(point -> point.position() > position).toList();
    read += after.size();
    return after;
  }

  @Override
  public Map<Long, Memory> at(UserKey owner, Collection<Long> positions) {
    throw new UnsupportedOperationException("no texts here");
  }
}
