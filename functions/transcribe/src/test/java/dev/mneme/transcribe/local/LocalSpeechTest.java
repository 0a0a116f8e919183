// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.transcribe.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.mneme.contract.InvalidEventException;
import dev.mneme.contract.data.Word;
import dev.mneme.contract.settings.Settings;
import dev.mneme.transcribe.audio.AudioDecoder;
import dev.mneme.transcribe.audio.AudioLimits;
import dev.mneme.transcribe.speech.Recording;
import dev.mneme.transcribe.speech.SpeechRequest;
import dev.mneme.transcribe.speech.Transcription;
import dev.mneme.transcribe.speech.WordErrorRate;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The real weights on the project's own clip. */
class LocalSpeechTest {
  private static LocalSpeech engine;
  private static Recording clip;
  private static Transcription transcribed;

  @BeforeAll
  static void transcribesTheClip() throws IOException {
    engine = LocalSpeech.from(Weights.settings());
    clip = new AudioDecoder(AudioLimits.from(Settings.from(Map.of()))).decode(file("speech.wav"));
    transcribed = transcribe(clip);
  }

  @AfterAll
  static void close() {
    engine.close();
  }

  @Test
  void getsNearlyEveryWordOfTheClip() throws IOException {
    // Given
    String said = new String(file("speech.txt"), UTF_8);

    // When
    WordErrorRate rate = WordErrorRate.of(said, transcribed.text());

    // Then it takes "dinghy" for another word, which the README does not hide
    assertThat(rate.rate()).as(transcribed.text()).isLessThanOrEqualTo(0.05);
    assertThat(transcribed.language()).isEqualTo("en");
    assertThat(transcribed.transcript().engine()).isEqualTo("moonshine-tiny-en");
    assertThat(transcribed.transcript().durationSeconds()).isEqualTo(9.13);
    assertThat(transcribed.transcript().confidence()).isBetween(0.8, 1.0);
  }

  /** The times are those the synthesizer gave the words when it spoke the clip. */
  @ParameterizedTest
  @CsvSource({
    "Took, 0.136",
    "water, 3.088",
    "seal, 5.126",
    "home., 6.859",
    "mother, 7.527",
    "loved, 8.474"
  })
  void saysWhenAWordBegan(String word, double seconds) {
    // When
    List<Word> found =
        transcribed.transcript().words().stream().filter(w -> w.word().equals(word)).toList();

    // Then
    assertThat(found).hasSize(1);
    assertThat(found.getFirst().startSeconds()).isCloseTo(seconds, within(0.2));
  }

  @Test
  void wordsFollowOneAnotherAndMakeTheText() {
    // When
    List<Word> words = transcribed.transcript().words();

    // Then
    assertThat(String.join(" ", words.stream().map(Word::word).toList()))
        .isEqualTo(transcribed.text());
    double before = 0;
    for (Word word : words) {
      assertThat(word.startSeconds()).as(word.toString()).isGreaterThanOrEqualTo(before);
      assertThat(word.endSeconds()).as(word.toString()).isGreaterThan(word.startSeconds());
      assertThat(word.endSeconds()).isLessThanOrEqualTo(clip.seconds() + 0.02);
      assertThat(word.confidence()).isBetween(0.0, 1.0);
      before = word.startSeconds();
    }
  }

  @Test
  void givesTheSameForTheSame() {
    assertThat(transcribe(clip)).isEqualTo(transcribed);
  }

  @Test
  void transcribesWhatIsLongerThanTheModelTakesAtOnce() {
    // Given the clip three times with pauses of two seconds, 31 seconds in all
    float[] one = Arrays.copyOf(clip.samples(), clip.samples().length + 2 * Recording.SAMPLE_RATE);
    float[] samples = new float[3 * one.length];
    for (int i = 0; i < 3; i++) {
      System.arraycopy(one, 0, samples, i * one.length, one.length);
    }

    // When
    Transcription thrice = transcribe(new Recording(samples));

    // Then
    List<Double> seals = new ArrayList<>();
    for (Word word : thrice.transcript().words()) {
      if (word.word().equals("seal")) {
        seals.add(word.startSeconds());
      }
    }
    Offset<Double> near = within(0.3);
    assertThat(seals).hasSize(3);
    assertThat(seals.get(1) - seals.get(0)).isCloseTo(clip.seconds() + 2, near);
    assertThat(seals.get(2) - seals.get(1)).isCloseTo(clip.seconds() + 2, near);
  }

  @Test
  void hearsNothingInSilence() {
    // When
    Transcription silence = transcribe(new Recording(new float[5 * Recording.SAMPLE_RATE]));

    // Then
    assertThat(silence.text()).isEmpty();
    assertThat(silence.transcript().words()).isEmpty();
    assertThat(silence.transcript().confidence()).isZero();
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.001, 0.1})
  void hearsNothingInNoise(double strength) {
    // Given the hiss of a microphone, and a fan beside it
    Random random = new Random(7);
    float[] hiss = new float[5 * Recording.SAMPLE_RATE];
    for (int i = 0; i < hiss.length; i++) {
      hiss[i] = (float) (strength * random.nextGaussian());
    }

    // When / Then
    assertThat(transcribe(new Recording(hiss)).text()).isEmpty();
  }

  @Test
  void takesAClick() {
    // Given a single loud sample, which is shorter than anything the model knows
    float[] click = {0, 1, 0};

    // When / Then
    assertThat(transcribe(new Recording(click)).transcript().durationSeconds()).isPositive();
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "en-GB", "EN-us"})
  void takesEnglishOfAnyPlace(String language) {
    assertThat(engine.transcribe(request(clip, language)).language()).isEqualTo("en");
  }

  @Test
  void refusesOtherLanguages() {
    assertThatThrownBy(() -> engine.transcribe(request(clip, "pt-BR")))
        .isInstanceOf(InvalidEventException.class)
        .hasMessage(
            "language: expected English (en), the only one the local engine knows, found"
                + " \"pt-BR\"");
  }

  private static Transcription transcribe(Recording recording) {
    return engine.transcribe(request(recording, "en"));
  }

  private static SpeechRequest request(Recording recording, String language) {
    return new SpeechRequest(recording, language, "reference", Instant.EPOCH);
  }

  private static byte[] file(String name) throws IOException {
    try (InputStream in = LocalSpeechTest.class.getResourceAsStream("/" + name)) {
      return Objects.requireNonNull(in, name).readAllBytes();
    }
  }
}
