// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.transcribe.speech;

import dev.mneme.contract.InvalidEventException;
import dev.mneme.contract.TryLaterException;

/** An engine that turns speech into text. Safe for use by many threads. */
public interface SpeechToText extends AutoCloseable {
  /**
   * Transcribes a recording; may take minutes.
   *
   * @throws InvalidEventException if the engine can never transcribe it, such as for its language
   * @throws TryLaterException if it may work later
   */
  Transcription transcribe(SpeechRequest request);

  @Override
  void close();
}
