// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.classify;

import dev.mneme.embedding.Embedder;
import dev.mneme.embedding.MiniLm;

/** The one embedder of this module's tests; loading it takes half a second. */
final class Model {
  static final Embedder EMBEDDER = MiniLm.load(2);

  private Model() {}
}
