// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.transcribe.speechmatics;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.mneme.transcribe.speech.SpeechRequest;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a job is to do: the {@code JobConfig} of the API, as far as it is used here. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record JobConfig(
    String type,
    @JsonProperty("transcription_config") Transcription transcription,
    @JsonProperty("notification_config") @Nullable List<Notification> notifications,
    Tracking tracking) {

  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Transcription(
      String language, @JsonProperty("output_locale") @Nullable String outputLocale, String model) {
    private static final Set<String> ENGLISH_LOCALES = Set.of("en-GB", "en-US", "en-AU");

    /** Their codes are ISO 639-1, but Mandarin is {@code cmn} and Norwegian {@code no}. */
    static Transcription of(String languageTag, String model) {
      Locale locale = Locale.forLanguageTag(languageTag);
      String language =
          switch (locale.getLanguage()) {
            case "zh" -> "cmn";
            case "nb", "nn" -> "no";
            default -> locale.getLanguage();
          };
      String spelling = locale.getLanguage() + "-" + locale.getCountry();
      return new Transcription(
          language, ENGLISH_LOCALES.contains(spelling) ? spelling : null, model);
    }
  }

  /**
   * No contents: they only tell that the job has ended, and we fetch again what cannot be forged.
   */
  record Notification(
      URI url, List<String> contents, @JsonProperty("auth_headers") List<String> authHeaders) {
    static Notification to(SpeechmaticsSettings.Webhook webhook) {
      return new Notification(
          webhook.url(), List.of(), List.of("Authorization: Bearer " + webhook.token()));
    }
  }

  /** How a job is found again. */
  record Tracking(String reference) {}

  static JobConfig of(SpeechRequest request, SpeechmaticsSettings settings) {
    return new JobConfig(
        "transcription",
        Transcription.of(request.language(), settings.model().wireName()),
        settings.webhook().map(webhook -> List.of(Notification.to(webhook))).orElse(null),
        new Tracking(request.reference()));
  }
}
