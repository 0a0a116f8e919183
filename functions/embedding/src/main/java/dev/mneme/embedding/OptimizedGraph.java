// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.embedding;

import java.nio.file.Path;

/**
 * Writes the model with its graph as ONNX Runtime optimizes it, which else is done at every start:
 *
 * <pre>java -cp … dev.mneme.embedding.OptimizedGraph FILE</pre>
 *
 * {@link MiniLm} loads that file where the system property {@code mneme.embedding.graph} names it.
 * Its vectors are the same to the bit. It holds for the version of ONNX Runtime that wrote it.
 */
public final class OptimizedGraph {
  private OptimizedGraph() {}

  public static void main(String[] args) {
    if (args.length != 1) {
      System.err.println("arguments: expected the file to write, found " + args.length);
      System.exit(64);
    }
    Encoder.optimize(MiniLm.MODEL_FILE, Path.of(args[0]));
  }
}
