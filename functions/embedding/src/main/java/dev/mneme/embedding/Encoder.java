// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.embedding;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import ai.onnxruntime.OrtSession.SessionOptions.OptLevel;
import java.io.IOException;
import java.io.InputStream;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;

/**
 * A sentence transformer in ONNX Runtime: token ids in, the mean of their last hidden states out.
 */
final class Encoder implements AutoCloseable {
  /** Settings of where weights are written. */
  private static final String WEIGHTS = "session.optimized_model_external_initializers_";

  /** Weights of fewer bytes stay in the graph. */
  private static final String SMALLEST = "1024";

  private final OrtEnvironment environment;
  private final OrtSession session;
  private final int dimensions;

  private Encoder(OrtEnvironment environment, OrtSession session, int dimensions) {
    this.environment = environment;
    this.session = session;
    this.dimensions = dimensions;
  }

  /** A model on the class path, whose graph is optimized before it can be used. */
  static Encoder load(String resource, int dimensions) {
    return load(
        resource,
        dimensions,
        (environment, options) -> environment.createSession(packed(resource), options));
  }

  /** A file that {@link #optimize} wrote. */
  static Encoder load(Path optimized, int dimensions) {
    return load(
        optimized.toString(),
        dimensions,
        (environment, options) -> {
          options.setOptimizationLevel(OptLevel.NO_OPT);
          return environment.createSession(optimized.toString(), options);
        });
  }

  /**
   * Writes a model on the class path with its graph optimized as far as holds for any processor:
   * the level above adds other layouts of memory for one processor's sake, and only to
   * convolutions, of which a sentence transformer has none. Its weights lie in a file beside it,
   * which ONNX Runtime maps; in the graph they would be copied twice at every start.
   */
  static void optimize(String resource, Path file) {
    Encoder encoder =
        load(
            resource,
            0,
            (environment, options) -> {
              options.setOptimizationLevel(OptLevel.EXTENDED_OPT);
              options.setOptimizedModelFilePath(file.toString());
              options.addConfigEntry(WEIGHTS + "file_name", weights(file).getFileName().toString());
              options.addConfigEntry(WEIGHTS + "min_size_in_bytes", SMALLEST);
              return environment.createSession(packed(resource), options);
            });
    encoder.close();
  }

  /** Where the weights of a graph lie. */
  static Path weights(Path graph) {
    return graph.resolveSibling(graph.getFileName() + ".weights");
  }

  private static Encoder load(String name, int dimensions, Opening opening) {
    try (SessionOptions options = options()) {
      OrtEnvironment environment = OrtEnvironment.getEnvironment();
      return new Encoder(environment, opening.open(environment, options), dimensions);
    } catch (OrtException | UnsatisfiedLinkError e) {
      throw new IllegalStateException("cannot load " + name + " into ONNX Runtime", e);
    }
  }

  private static byte[] packed(String resource) {
    try (InputStream in = Encoder.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException(resource + " is not on the class path");
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new IllegalStateException("cannot read " + resource, e);
    }
  }

  /** Parallelism comes from callers, so the session starts no threads of its own. */
  private static SessionOptions options() throws OrtException {
    SessionOptions options = new SessionOptions();
    options.setIntraOpNumThreads(1);
    options.setInterOpNumThreads(1);
    options.addConfigEntry("session.intra_op.allow_spinning", "0");
    return options;
  }

  /** The vector, of length 1, of one window of ids, special tokens included. */
  float[] encode(long[] ids) {
    long[] shape = {1, ids.length};
    long[] mask = new long[ids.length];
    Arrays.fill(mask, 1);
    try (OnnxTensor tokens = tensor(ids, shape);
        OnnxTensor attention = tensor(mask, shape);
        OnnxTensor types = tensor(new long[ids.length], shape);
        OrtSession.Result result =
            session.run(
                Map.of(
                    "input_ids", tokens, "attention_mask", attention, "token_type_ids", types))) {
      return mean(((OnnxTensor) result.get(0)).getFloatBuffer(), ids.length);
    } catch (OrtException e) {
      throw new IllegalStateException("ONNX Runtime failed on " + ids.length + " tokens", e);
    }
  }

  private OnnxTensor tensor(long[] values, long[] shape) throws OrtException {
    return OnnxTensor.createTensor(environment, LongBuffer.wrap(values), shape);
  }

  private float[] mean(FloatBuffer states, int tokens) {
    float[] sum = new float[dimensions];
    for (int token = 0; token < tokens; token++) {
      for (int i = 0; i < dimensions; i++) {
        sum[i] += states.get();
      }
    }
    return Vectors.normalized(sum);
  }

  @Override
  public void close() {
    try {
      session.close();
    } catch (OrtException e) {
      throw new IllegalStateException("ONNX Runtime failed to close its session", e);
    }
  }

  /** How a session comes about, from options that may be changed first. */
  @FunctionalInterface
  private interface Opening {
    OrtSession open(OrtEnvironment environment, SessionOptions options) throws OrtException;
  }
}
