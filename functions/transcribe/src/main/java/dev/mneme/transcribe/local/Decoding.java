// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.transcribe.local;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxTensorLike;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.FloatBuffer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One stretch of sound while it is decoded: what was heard, and what has been said so far. Each
 * token is first considered, which tells what may follow it, and then said. Used by one thread.
 */
final class Decoding implements AutoCloseable {
  private static final String LOGITS = "logits";

  private final MoonshineModel model;
  private final int samples;
  private final OrtSession.Result heard;
  private final OnnxTensor everything;

  /** What the decoder remembers of the sound and of what was said, by the name of its input. */
  private final Map<String, OnnxTensorLike> memory = new HashMap<>();

  /** Whoever owns the part of the memory that lasts as long as this. */
  private OrtSession.@Nullable Result ofSound;

  /** Whoever owns the part that each token replaces. */
  private OrtSession.@Nullable Result ofWords;

  private OrtSession.@Nullable Result considered;
  private int token;

  Decoding(MoonshineModel model, float[] sound) throws OrtException {
    this.model = model;
    this.samples = sound.length;
    this.heard = model.encode(sound);
    this.everything = model.mask(samples, samples);
    memory.putAll(model.emptyMemory());
  }

  /** What may follow {@code token}. */
  Distribution consider(int token) throws OrtException {
    this.token = token;
    Set<String> wanted = new HashSet<>(Set.of(LOGITS));
    for (String name : model.memories()) {
      if (ofSound == null || !MoonshineModel.isOfSound(name)) {
        wanted.add(MoonshineModel.present(name));
      }
    }
    OrtSession.Result result = run(everything, wanted);
    close(considered);
    considered = result;
    return distribution(result);
  }

  /** What may follow the considered token if only the first samples had been heard. */
  Distribution suppose(int heardSamples) throws OrtException {
    try (OnnxTensor mask = model.mask(heardSamples, samples);
        OrtSession.Result result = run(mask, Set.of(LOGITS))) {
      return distribution(result);
    }
  }

  /** The considered token has been said. */
  void say() {
    OrtSession.Result said = Objects.requireNonNull(considered, "nothing was considered");
    considered = null;
    for (String name : model.memories()) {
      said.get(MoonshineModel.present(name))
          .ifPresent(now -> memory.put(MoonshineModel.past(name), (OnnxTensorLike) now));
    }
    if (ofSound == null) {
      ofSound = said;
    } else {
      close(ofWords);
      ofWords = said;
    }
  }

  private OrtSession.Result run(OnnxTensor mask, Set<String> wanted) throws OrtException {
    try (OnnxTensor ids = model.tensor(token);
        OnnxTensor useMemory = model.tensor(ofSound != null)) {
      Map<String, OnnxTensorLike> inputs = new HashMap<>(memory);
      inputs.put("input_ids", ids);
      inputs.put("encoder_hidden_states", (OnnxTensorLike) heard.get(0));
      inputs.put("encoder_attention_mask", mask);
      inputs.put("use_cache_branch", useMemory);
      return model.decode(inputs, wanted);
    }
  }

  private static Distribution distribution(OrtSession.Result result) {
    FloatBuffer logits = ((OnnxTensor) result.get(LOGITS).orElseThrow()).getFloatBuffer();
    float[] values = new float[logits.remaining()];
    logits.get(values);
    return new Distribution(values);
  }

  @Override
  public void close() {
    close(considered);
    close(ofWords);
    close(ofSound);
    everything.close();
    heard.close();
  }

  private static void close(OrtSession.@Nullable Result result) {
    if (result != null) {
      result.close();
    }
  }
}
