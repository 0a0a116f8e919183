// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.transcribe.speechmatics;

import dev.mneme.contract.InvalidEventException;
import dev.mneme.contract.TryLaterException;
import dev.mneme.contract.settings.Settings;
import dev.mneme.transcribe.audio.WavWriter;
import dev.mneme.transcribe.speech.SpeechRequest;
import dev.mneme.transcribe.speech.SpeechToText;
import dev.mneme.transcribe.speech.Transcription;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * The engine of Speechmatics. It submits a job, or takes the one that an earlier delivery of the
 * same event submitted, and waits for its end by polling, sooner if the webhook calls. If the
 * deadline comes first the job goes on, and the next delivery finds it.
 */
public final class SpeechmaticsSpeech implements SpeechToText {
  private static final Duration AFTER_DEADLINE = Duration.ofSeconds(15);
  private static final Duration AFTER_GONE = Duration.ofSeconds(1);

  private final SpeechmaticsSettings settings;
  private final SpeechmaticsApi api;
  private final JobSearch search;
  private final JobSignals signals = new JobSignals();

  private SpeechmaticsSpeech(SpeechmaticsSettings settings) {
    this.settings = settings;
    this.api = new SpeechmaticsApi(settings.url(), settings.key());
    this.search = new JobSearch(api, Clock.systemUTC());
  }

  /** Reads {@code MNEME_SPEECHMATICS_*}; calls nobody yet. */
  public static SpeechmaticsSpeech from(Settings settings) {
    return new SpeechmaticsSpeech(SpeechmaticsSettings.from(settings));
  }

  /** Where the calls of the webhook go. */
  public Notifications notifications() {
    return new Notifications(signals, settings.webhook().map(SpeechmaticsSettings.Webhook::token));
  }

  @Override
  public Transcription transcribe(SpeechRequest request) {
    try {
      String job =
          search
              .find(request.reference(), request.capturedAt())
              .map(Job::id)
              .orElseGet(() -> submit(request));
      return await(job, request);
    } catch (SpeechmaticsException e) {
      throw e.outcome();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TryLaterException("interrupted while a job was running", AFTER_DEADLINE);
    }
  }

  private String submit(SpeechRequest request) {
    return api.create(JobConfig.of(request, settings), WavWriter.write(request.recording()));
  }

  private Transcription await(String job, SpeechRequest request) throws InterruptedException {
    long end = System.nanoTime() + settings.deadline().toNanos();
    try (JobSignals.Wait wait = signals.listen(job)) {
      for (Duration pause = settings.firstPoll(); ; pause = longer(pause)) {
        Duration rest = pause;
        try {
          Optional<JsonNode> transcript = transcriptOf(job);
          if (transcript.isPresent()) {
            return TranscriptReader.read(transcript.get(), request, engine());
          }
        } catch (SpeechmaticsException e) {
          if (!e.passing()) {
            throw e;
          }
          rest = e.pause();
        }
        Duration left = Duration.ofNanos(end - System.nanoTime());
        if (left.isNegative()) {
          throw new TryLaterException(
              "job " + job + " is still running after " + settings.deadline(), AFTER_DEADLINE);
        }
        wait.await(rest.compareTo(left) < 0 ? rest : left);
      }
    }
  }

  /** The transcript if it is there by now. */
  private Optional<JsonNode> transcriptOf(String id) {
    Job job = api.job(id);
    return switch (job.status()) {
      case RUNNING -> Optional.empty();
      case DONE -> ready(id);
      case REJECTED ->
          throw InvalidEventException.of(
              "data",
              "audio rejected by Speechmatics: " + String.join("; ", job.errors()),
              "audio that can be transcribed");
      case DELETED, EXPIRED ->
          throw new TryLaterException(
              "job " + id + " was " + job.status() + " before it was read", AFTER_GONE);
    };
  }

  private Optional<JsonNode> ready(String id) {
    try {
      return Optional.of(api.transcript(id));
    } catch (SpeechmaticsException e) {
      // A job can be done a moment before its transcript can be had.
      if (e.notFound()) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private Duration longer(Duration pause) {
    Duration longer = pause.plus(pause.dividedBy(2));
    return longer.compareTo(settings.longestPoll()) < 0 ? longer : settings.longestPoll();
  }

  private String engine() {
    return "speechmatics " + settings.model().wireName();
  }

  @Override
  public void close() {
    api.close();
  }
}
