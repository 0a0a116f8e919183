// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.transcribe.local;

import ai.onnxruntime.OrtException;
import dev.mneme.contract.InvalidEventException;
import dev.mneme.contract.data.Transcript;
import dev.mneme.contract.data.Word;
import dev.mneme.contract.settings.Settings;
import dev.mneme.transcribe.speech.Recording;
import dev.mneme.transcribe.speech.SpeechRequest;
import dev.mneme.transcribe.speech.SpeechToText;
import dev.mneme.transcribe.speech.Transcription;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;

/** The local engine: one recording at a time, on all cores. */
public final class LocalSpeech implements SpeechToText {
  private final String engine;
  private final MoonshineModel model;
  private final Transcriber transcriber;

  /** Fair, so that whoever came first is transcribed first; two at once would only be slower. */
  private final ReentrantLock turn = new ReentrantLock(true);

  private LocalSpeech(ModelFiles files) throws OrtException {
    this.engine =
        files.sha256().equals(ModelFiles.MOONSHINE_TINY_EN)
            ? "moonshine-tiny-en"
            : "moonshine " + files.sha256().substring(0, 12);
    this.model = new MoonshineModel(files, Runtime.getRuntime().availableProcessors());
    this.transcriber = new Transcriber(model, new Tokens(files.tokens()));
  }

  /** Loads and checks the weights that {@code MNEME_SPEECH_MODEL} names. */
  public static LocalSpeech from(Settings settings) {
    ModelFiles files = ModelFiles.from(settings);
    try {
      return new LocalSpeech(files);
    } catch (OrtException e) {
      throw new IllegalStateException("the speech model could not be loaded", e);
    }
  }

  @Override
  public Transcription transcribe(SpeechRequest request) {
    String spoken = Locale.forLanguageTag(request.language()).getLanguage();
    if (!spoken.equals("en")) {
      throw InvalidEventException.of(
          "language", request.language(), "English (en), the only one the local engine knows");
    }
    Recording recording = request.recording();
    turn.lock();
    try {
      return transcription(words(recording), recording);
    } catch (OrtException e) {
      throw new IllegalStateException("the speech model failed", e);
    } finally {
      turn.unlock();
    }
  }

  private List<Word> words(Recording recording) throws OrtException {
    Loudness loudness = new Loudness(recording.samples());
    List<Word> words = new ArrayList<>();
    for (Stretch stretch : Stretch.of(loudness)) {
      List<SpokenWord> spoken = transcriber.transcribe(stretch.of(recording.samples()));
      words.addAll(WordTimes.of(spoken, stretch, loudness));
    }
    return words;
  }

  private Transcription transcription(List<Word> words, Recording recording) {
    String text = words.stream().map(Word::word).collect(Collectors.joining(" "));
    double confidence = words.stream().mapToDouble(Word::confidence).average().orElse(0);
    return new Transcription(
        text, "en", new Transcript(engine, confidence, recording.seconds(), words));
  }

  @Override
  public void close() {
    turn.lock();
    try {
      model.close();
    } catch (OrtException e) {
      throw new IllegalStateException("the speech model could not be closed", e);
    } finally {
      turn.unlock();
    }
  }
}
