// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.embedding;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import java.io.IOException;
import java.io.InputStream;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.Map;

/**
 * A sentence transformer in ONNX Runtime: token ids in, the mean of their last hidden states out.
 */
final class Encoder implements AutoCloseable {
  private final OrtEnvironment environment;
  private final OrtSession session;
  private final int dimensions;

  private Encoder(OrtEnvironment environment, OrtSession session, int dimensions) {
    this.environment = environment;
    this.session = session;
    this.dimensions = dimensions;
  }

  static Encoder load(String resource, int dimensions) {
    try (InputStream in = Encoder.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException(resource + " is not on the class path");
      }
      OrtEnvironment environment = OrtEnvironment.getEnvironment();
      try (SessionOptions options = options()) {
        return new Encoder(
            environment, environment.createSession(in.readAllBytes(), options), dimensions);
      }
    } catch (IOException | OrtException | UnsatisfiedLinkError e) {
      throw new IllegalStateException("cannot load " + resource + " into ONNX Runtime", e);
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
}
