// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.embedding;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;

/**
 * all-MiniLM-L6-v2 (Apache-2.0), quantized to 8 bits: 384 dimensions, windows of 256 tokens as it
 * was trained on.
 *
 * <p>Texts run one by one, as many at a time as there are threads, and never as one padded batch:
 * the model quantizes its activations over everything in a batch, so a neighbour would bend a
 * text's vector (cosine down to 0.98). On two cores this is also the faster way. The runs have
 * platform threads of their own, for a virtual thread inside native code would hold a carrier that
 * the health probe needs.
 */
public final class MiniLm implements Embedder {
  /** Name, and the beginning of the model file's SHA-256. */
  public static final String MODEL = "all-minilm-l6-v2-q@afdb6f1a";

  /** Length of every vector. */
  public static final int DIMENSIONS = 384;

  static final String MODEL_FILE = "/all-minilm-l6-v2-q.onnx";
  static final String MODEL_SHA256 =
      "afdb6f1a0e45b715d0bb9b11772f032c399babd23bfc31fed1c170afc848bdb1";

  /**
   * System property: a file that {@link OptimizedGraph} wrote, to be loaded in the model's place.
   */
  static final String GRAPH = "mneme.embedding.graph";

  private final ExecutorService runs;
  private final CompletableFuture<Parts> parts;

  private MiniLm(int threads) {
    this.runs =
        Executors.newFixedThreadPool(
            threads, Thread.ofPlatform().daemon().name("minilm").factory());
    this.parts = CompletableFuture.supplyAsync(Parts::load, runs);
  }

  /**
   * Loads the model; ONNX Runtime unpacks its native library into {@code java.io.tmpdir}, which
   * must be writable, unless {@code onnxruntime.native.path} says where it lies unpacked.
   *
   * @param threads texts that may run at the same time, one core each
   * @throws IllegalStateException if the model or the native library cannot be loaded
   */
  public static MiniLm load(int threads) {
    MiniLm model = loading(threads);
    try {
      model.await();
    } catch (IllegalStateException e) {
      model.close();
      throw e;
    }
    return model;
  }

  /**
   * The same without waiting: it loads on a thread of its own while a process makes everything
   * else. Who starts it also has to {@link #await} it, or learns only from the first text that
   * there is no model.
   */
  public static MiniLm loading(int threads) {
    if (threads < 1) {
      throw new IllegalArgumentException("threads: expected 1 or more, found " + threads);
    }
    return new MiniLm(threads);
  }

  /**
   * Waits until the model is loaded.
   *
   * @throws IllegalStateException if it or the native library cannot be
   */
  public void await() {
    loaded();
  }

  @Override
  public String model() {
    return MODEL;
  }

  @Override
  public int dimensions() {
    return DIMENSIONS;
  }

  @Override
  public List<float[]> embed(List<String> texts) {
    List<List<CompletableFuture<float[]>>> pending = new ArrayList<>(texts.size());
    Parts model = loaded();
    List<List<long[]>> windows = texts.stream().map(model.wordPiece()::windows).toList();
    for (List<long[]> text : windows) {
      pending.add(text.stream().map(window -> run(model.encoder(), window)).toList());
    }
    List<float[]> vectors = new ArrayList<>(texts.size());
    for (int i = 0; i < texts.size(); i++) {
      vectors.add(mean(windows.get(i), pending.get(i)));
    }
    return vectors;
  }

  @Override
  public void close() {
    runs.close();
    if (!parts.isCompletedExceptionally()) {
      parts.join().encoder().close();
    }
  }

  private Parts loaded() {
    try {
      return parts.join();
    } catch (CompletionException e) {
      throw new IllegalStateException("the embedding model cannot be loaded", e.getCause());
    }
  }

  private CompletableFuture<float[]> run(Encoder encoder, long[] window) {
    try {
      return CompletableFuture.supplyAsync(() -> encoder.encode(window), runs);
    } catch (RejectedExecutionException e) {
      throw new IllegalStateException("the embedder is closed", e);
    }
  }

  /** The windows' vectors, each weighed by its tokens. */
  private static float[] mean(List<long[]> windows, List<CompletableFuture<float[]>> pending) {
    float[] sum = new float[DIMENSIONS];
    for (int w = 0; w < windows.size(); w++) {
      float[] vector = joined(pending.get(w));
      for (int i = 0; i < DIMENSIONS; i++) {
        sum[i] += vector[i] * windows.get(w).length;
      }
    }
    return Vectors.normalized(sum);
  }

  private static float[] joined(CompletableFuture<float[]> run) {
    try {
      return run.join();
    } catch (CompletionException e) {
      throw new IllegalStateException("the embedding model failed", e.getCause());
    }
  }

  /** What reads a text, and what makes a vector of it. */
  private record Parts(WordPiece wordPiece, Encoder encoder) {
    static Parts load() {
      String graph = System.getProperty(GRAPH);
      return graph == null
          ? new Parts(WordPiece.load(), Encoder.load(MODEL_FILE, DIMENSIONS))
          : prepared(Path.of(graph));
    }

    private static Parts prepared(Path graph) {
      Vocabulary vocabulary = Vocabulary.read(OptimizedGraph.vocabulary(graph));
      return new Parts(new WordPiece(vocabulary), Encoder.load(graph, DIMENSIONS));
    }
  }
}
