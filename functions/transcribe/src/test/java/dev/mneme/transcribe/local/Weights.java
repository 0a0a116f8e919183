// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.transcribe.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.mneme.contract.settings.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;

/** The real weights, fetched once into the cache that the demo uses too. */
public final class Weights {
  private static final Path FOLDER = fetch();

  private Weights() {}

  public static Path folder() {
    return FOLDER;
  }

  static Settings settings() {
    return Settings.from(Map.of("MNEME_SPEECH_MODEL", FOLDER.toString()));
  }

  private static Path fetch() {
    try {
      Process script =
          new ProcessBuilder("bash", "fetch-model")
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      String folder = new String(script.getInputStream().readAllBytes(), UTF_8).strip();
      if (script.waitFor() != 0) {
        throw new IllegalStateException("fetch-model failed; it needs Python 3 with pip");
      }
      return Path.of(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
