// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.transcribe;

import dev.mneme.contract.settings.Settings;
import dev.mneme.runtime.Endpoint;
import dev.mneme.runtime.Response;
import dev.mneme.stores.ClaimCheck;
import dev.mneme.stores.ObjectStore;
import dev.mneme.transcribe.audio.AudioDecoder;
import dev.mneme.transcribe.audio.AudioLimits;
import dev.mneme.transcribe.local.LocalSpeech;
import dev.mneme.transcribe.speech.SpeechToText;
import dev.mneme.transcribe.speechmatics.Notifications;
import dev.mneme.transcribe.speechmatics.SpeechmaticsSpeech;
import io.cloudevents.CloudEvent;
import java.util.List;
import java.util.function.Function;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The function and the engine that {@code MNEME_SPEECH_ENGINE} names. */
@Configuration(proxyBeanMethods = false)
class TranscribeConfiguration {
  /** The engines there are. */
  enum Engine {
    LOCAL,
    SPEECHMATICS
  }

  // Chosen in here and not by a condition: ahead-of-time processing would fix the choice at build.
  @Bean
  SpeechToText speechToText(Settings settings) {
    return switch (settings.oneOf("MNEME_SPEECH_ENGINE", Engine.class, Engine.LOCAL)) {
      case LOCAL -> LocalSpeech.from(settings);
      case SPEECHMATICS -> SpeechmaticsSpeech.from(settings);
    };
  }

  @Bean
  ObjectStore objectStore(Settings settings) {
    return ObjectStore.of(settings);
  }

  @Bean
  Function<CloudEvent, List<CloudEvent>> transcribe(
      Settings settings, ObjectStore objects, SpeechToText engine) {
    return new Transcribe(
        AudioSource.inlineOr(new ClaimCheck(objects)),
        new AudioDecoder(AudioLimits.from(settings)),
        engine);
  }

  /**
   * Where Speechmatics tells that a job has ended; answers 404 where it cannot have been asked to.
   */
  @Bean
  Endpoint speechmaticsNotifications(SpeechToText engine) {
    Notifications notifications =
        engine instanceof SpeechmaticsSpeech speechmatics
            ? speechmatics.notifications()
            : Notifications.none();
    return new Endpoint(
        "POST",
        "/v1/speechmatics/notifications",
        request ->
            Response.bytes(
                notifications.take(
                    request.header("authorization").orElse(""), request.query("id").orElse("")),
                "text/plain",
                new byte[0]));
  }
}
