// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.transcribe.speechmatics;

import dev.mneme.contract.settings.Settings;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * How to reach Speechmatics and how long to wait for it.
 *
 * @param url of the API including its version, without a slash at the end
 * @param key bearer key; belongs to one region
 * @param model which of their models to use
 * @param webhook where they may tell that a job has ended; without it only polling does
 * @param deadline how long one delivery of an event may wait for its job
 * @param firstPoll pause before the first poll; each later one is half as long again
 * @param longestPoll longest pause between polls
 */
record SpeechmaticsSettings(
    URI url,
    String key,
    Model model,
    Optional<Webhook> webhook,
    Duration deadline,
    Duration firstPoll,
    Duration longestPoll) {

  /** The API's {@code transcription_config.model}. */
  enum Model {
    STANDARD,
    ENHANCED;

    String wireName() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** The regions of the public service; a key works in one of them only. */
  enum Region {
    EU1,
    EU2,
    US1,
    US2,
    AU1;

    URI url() {
      return URI.create(
          "https://" + name().toLowerCase(Locale.ROOT) + ".asr.api.speechmatics.com/v2");
    }
  }

  /**
   * A webhook of ours.
   *
   * @param url as Speechmatics reaches it
   * @param token bearer token they are to send with it, since they sign nothing
   */
  record Webhook(URI url, String token) {}

  /** Out of {@code MNEME_SPEECHMATICS_*}. */
  static SpeechmaticsSettings from(Settings settings) {
    Region region = settings.oneOf("MNEME_SPEECHMATICS_REGION", Region.class, Region.EU1);
    Optional<URI> webhook = settings.optionalUri("MNEME_SPEECHMATICS_WEBHOOK_URL");
    return new SpeechmaticsSettings(
        settings.optionalUri("MNEME_SPEECHMATICS_URL").orElse(region.url()),
        settings.text("MNEME_SPEECHMATICS_KEY"),
        settings.oneOf("MNEME_SPEECHMATICS_MODEL", Model.class, Model.ENHANCED),
        webhook.map(url -> new Webhook(url, settings.text("MNEME_SPEECHMATICS_WEBHOOK_TOKEN"))),
        settings.duration(
            "MNEME_SPEECHMATICS_DEADLINE",
            Duration.ofMinutes(8),
            Duration.ofSeconds(1),
            Duration.ofHours(1)),
        Duration.ofMillis(500),
        Duration.ofSeconds(15));
  }
}
