// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.transcribe.local;

import dev.mneme.contract.settings.Settings;
import dev.mneme.contract.settings.SettingsException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * The weights, read once and checked: what was hashed is what is used, whatever happens to the
 * files afterwards.
 *
 * @param encoder ONNX Runtime model
 * @param decoder ONNX Runtime model
 * @param tokens length-prefixed byte strings, one a token
 * @param sha256 of the three files one after the other, lower-case hex
 */
@SuppressWarnings("ArrayRecordComponent")
record ModelFiles(byte[] encoder, byte[] decoder, byte[] tokens, String sha256) {
  /** The hash of the weights this project was measured with; the README says which they are. */
  static final String MOONSHINE_TINY_EN =
      "3975a5d0adab3f82bf70e9bc15987bfcabc1493f237ba6b5aaa824259890b57f";

  private static final String PATH_KEY = "MNEME_SPEECH_MODEL";
  private static final String HASH_KEY = "MNEME_SPEECH_MODEL_SHA256";

  /**
   * Reads the folder that {@code MNEME_SPEECH_MODEL} names.
   *
   * @throws SettingsException if a file is missing or the hash is not that of {@code
   *     MNEME_SPEECH_MODEL_SHA256}
   */
  static ModelFiles from(Settings settings) {
    Path folder = Path.of(settings.text(PATH_KEY));
    String expected = settings.text(HASH_KEY, MOONSHINE_TINY_EN);
    ModelFiles files = read(folder);
    if (!files.sha256.equalsIgnoreCase(expected)) {
      throw new SettingsException(
          List.of(
              PATH_KEY
                  + ": expected weights with SHA-256 "
                  + expected
                  + " (from "
                  + HASH_KEY
                  + "), found "
                  + files.sha256
                  + " in "
                  + folder));
    }
    return files;
  }

  private static ModelFiles read(Path folder) {
    byte[] encoder = file(folder, "encoder_model.ort");
    byte[] decoder = file(folder, "decoder_model_merged.ort");
    byte[] tokens = file(folder, "tokenizer.bin");
    MessageDigest digest = sha256Digest();
    digest.update(encoder);
    digest.update(decoder);
    digest.update(tokens);
    return new ModelFiles(encoder, decoder, tokens, HexFormat.of().formatHex(digest.digest()));
  }

  private static byte[] file(Path folder, String name) {
    Path file = folder.resolve(name);
    if (!Files.isReadable(file)) {
      throw new SettingsException(
          List.of(PATH_KEY + ": expected a folder with " + name + ", found no readable " + file));
    }
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException("reading " + file, e);
    }
  }

  private static MessageDigest sha256Digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
