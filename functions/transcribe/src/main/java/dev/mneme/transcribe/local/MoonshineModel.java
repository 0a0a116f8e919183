// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.transcribe.local;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxTensorLike;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The two networks of Moonshine: an encoder over samples and a decoder that is run token by token
 * (Jeffries et al., "Moonshine: Speech Recognition for Live Transcription and Voice Commands",
 * 2024, arXiv:2410.15608). Safe for use by many threads.
 */
final class MoonshineModel implements AutoCloseable {
  private static final String PAST = "past_key_values.";

  private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
  private final OrtSession encoder;
  private final OrtSession decoder;
  private final List<String> memories;
  private final OnnxTensor nothing;

  MoonshineModel(ModelFiles files, int threads) throws OrtException {
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(threads);
      // Spinning burns the CPU quota that a container shares with its neighbours.
      options.addConfigEntry("session.intra_op.allow_spinning", "0");
      encoder = environment.createSession(files.encoder(), options);
      decoder = environment.createSession(files.decoder(), options);
    }
    Map<String, NodeInfo> inputs = decoder.getInputInfo();
    List<Map.Entry<String, NodeInfo>> past =
        inputs.entrySet().stream().filter(input -> input.getKey().startsWith(PAST)).toList();
    memories = past.stream().map(input -> input.getKey().substring(PAST.length())).toList();
    long[] shape = ((TensorInfo) past.getFirst().getValue().getInfo()).getShape();
    long[] onePosition = {1, shape[1], 1, shape[3]};
    FloatBuffer zeros = FloatBuffer.allocate(Math.toIntExact(shape[1] * shape[3]));
    nothing = OnnxTensor.createTensor(environment, zeros, onePosition);
  }

  /** Names of the parts of the decoder's memory, such as {@code 0.encoder.key}. */
  List<String> memories() {
    return memories;
  }

  /** A memory of nothing, by the decoder's input names. */
  Map<String, OnnxTensorLike> emptyMemory() {
    return memories.stream().collect(Collectors.toMap(MoonshineModel::past, name -> nothing));
  }

  /** What the encoder hears in some sound; the caller closes it. */
  OrtSession.Result encode(float[] sound) throws OrtException {
    long[] shape = {1, sound.length};
    try (OnnxTensor input = OnnxTensor.createTensor(environment, FloatBuffer.wrap(sound), shape);
        OnnxTensor mask = mask(sound.length, sound.length)) {
      return encoder.run(Map.of("input_values", input, "attention_mask", mask));
    }
  }

  /** One step of the decoder; the caller closes it. */
  OrtSession.Result decode(Map<String, OnnxTensorLike> inputs, Set<String> wanted)
      throws OrtException {
    return decoder.run(inputs, wanted);
  }

  /** A mask that shows the first {@code open} of {@code all} samples and hides the rest. */
  OnnxTensor mask(int open, int all) throws OrtException {
    long[] mask = new long[all];
    Arrays.fill(mask, 0, open, 1);
    return OnnxTensor.createTensor(environment, LongBuffer.wrap(mask), new long[] {1, all});
  }

  OnnxTensor tensor(int token) throws OrtException {
    LongBuffer one = LongBuffer.wrap(new long[] {token});
    return OnnxTensor.createTensor(environment, one, new long[] {1, 1});
  }

  OnnxTensor tensor(boolean flag) throws OrtException {
    return OnnxTensor.createTensor(environment, new boolean[] {flag});
  }

  /** Whether a part of the memory is of the sound, and so the same for every token. */
  static boolean isOfSound(String memory) {
    return memory.contains("encoder");
  }

  static String past(String memory) {
    return PAST + memory;
  }

  static String present(String memory) {
    return "present." + memory;
  }

  @Override
  public void close() throws OrtException {
    nothing.close();
    decoder.close();
    encoder.close();
  }
}
