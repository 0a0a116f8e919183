// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.benchmarks.persist;

import dev.mneme.persist.copies.Content;
import java.util.List;

/** A way to keep a batch of new memories. */
@FunctionalInterface
interface Load {
  void keep(List<Content> batch) throws Exception;
}
