// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.transcribe;

import dev.mneme.contract.settings.Settings;
import dev.mneme.runtime.Beans;
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
import org.springframework.beans.factory.BeanRegistrar;
import org.springframework.beans.factory.BeanRegistry;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.core.env.Environment;

/** The function and the engine that {@code MNEME_SPEECH_ENGINE} names. */
final class TranscribeConfiguration implements BeanRegistrar {
  /** The engines there are. */
  enum Engine {
    LOCAL,
    SPEECHMATICS
  }

  @Override
  public void register(BeanRegistry beans, Environment environment) {
    Beans.add(beans, SpeechToText.class, with -> speechToText(with.bean(Settings.class)));
    Beans.add(beans, ObjectStore.class, with -> ObjectStore.of(with.bean(Settings.class)));
    beans.registerBean(
        "transcribe",
        new ParameterizedTypeReference<Function<CloudEvent, List<CloudEvent>>>() {},
        bean -> bean.supplier(TranscribeConfiguration::transcribe));
    Beans.add(
        beans, Endpoint.class, with -> speechmaticsNotifications(with.bean(SpeechToText.class)));
  }

  private static SpeechToText speechToText(Settings settings) {
    return switch (settings.oneOf("MNEME_SPEECH_ENGINE", Engine.class, Engine.LOCAL)) {
      case LOCAL -> LocalSpeech.from(settings);
      case SPEECHMATICS -> SpeechmaticsSpeech.from(settings);
    };
  }

  private static Function<CloudEvent, List<CloudEvent>> transcribe(
      BeanRegistry.SupplierContext with) {
    return new Transcribe(
        AudioSource.inlineOr(new ClaimCheck(with.bean(ObjectStore.class))),
        new AudioDecoder(AudioLimits.from(with.bean(Settings.class))),
        with.bean(SpeechToText.class));
  }

  /**
   * Where Speechmatics tells that a job has ended; answers 404 where it cannot have been asked to.
   */
  private static Endpoint speechmaticsNotifications(SpeechToText engine) {
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
