// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.embedding;

import java.io.IOException;
import java.nio.file.Path;

/**
 * Writes the model as it is soonest loaded: its graph as ONNX Runtime optimizes it, which else is
 * done at every start, and beside it its weights, to be mapped, and its vocabulary, sorted:
 *
 * <pre>java -cp … dev.mneme.embedding.OptimizedGraph FILE</pre>
 *
 * {@link MiniLm} loads both where the system property {@code mneme.embedding.graph} names the file.
 * Its vectors are the same to the bit. It holds for the version of ONNX Runtime that wrote it.
 */
public final class OptimizedGraph {
  private OptimizedGraph() {}

  public static void main(String[] args) throws IOException {
    if (args.length != 1) {
      System.err.println("arguments: expected the file to write, found " + args.length);
      System.exit(64);
    }
    Path graph = Path.of(args[0]);
    Encoder.optimize(MiniLm.MODEL_FILE, graph);
    WordPiece.packed().write(vocabulary(graph));
  }

  /** Where the vocabulary of a graph lies. */
  static Path vocabulary(Path graph) {
    return graph.resolveSibling(graph.getFileName() + ".vocabulary");
  }
}
