// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.images.rehearsal;

import dev.mneme.contract.EventType;
import dev.mneme.contract.LifeCategory;
import dev.mneme.contract.MemoryKind;
import dev.mneme.contract.UserKey;
import dev.mneme.contract.data.CategoryLabel;
import dev.mneme.contract.data.Embedding;
import dev.mneme.contract.data.KindLabel;
import dev.mneme.contract.data.MemoryClassified;
import dev.mneme.contract.data.MemoryPersisted;
import dev.mneme.contract.data.ModelTrainingRequested;
import dev.mneme.contract.data.Person;
import dev.mneme.contract.data.TextCaptured;
import io.cloudevents.CloudEvent;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.IntStream;

/** What one made-up person says to each program. */
final class Lines {
  /** Enough for a model to be trained of. */
  private static final int MEMORIES = 24;

  private static final int DIMENSIONS = 384;
  private static final String EMBEDDING_MODEL = "all-minilm-l6-v2-q@afdb6f1a";
  private static final String TEXT =
      "Took the night train to Vienna with Mara, coach %d, and slept.";
  private static final String QUESTION = "{\"question\": \"When did I go to Vienna with Mara?\"}";
  private static final String JSON = "application/json";

  private final UserKey owner = new UserKey("rehearsal", UUID.randomUUID().toString());
  private final Events events = new Events(owner);
  private final Stage stage;

  Lines(Stage stage) {
    this.stage = stage;
  }

  List<Call> transcribe() {
    byte[] recording = resource("/sample/speech.wav");
    CloudEvent one = events.event(EventType.AUDIO_CAPTURED, "spoken-1", "audio/wav", recording);
    CloudEvent other = events.event(EventType.AUDIO_CAPTURED, "spoken-2", "audio/wav", recording);
    return List.of(Events.binary(one, "seal"), Events.structured(other, "seal"));
  }

  List<Call> classify() {
    return inAllForms(
        number ->
            events.event(
                EventType.TEXT_CAPTURED, id(number), new TextCaptured(text(number), "en", null)),
        "category");
  }

  List<Call> persist() {
    return inAllForms(
        number -> events.event(EventType.MEMORY_CLASSIFIED, id(number), classified(number)),
        "commitment");
  }

  List<Call> train() {
    ModelTrainingRequested request = new ModelTrainingRequested(MEMORIES, MEMORIES);
    return List.of(
        Events.binary(
            events.event(EventType.MODEL_TRAINING_REQUESTED, owner.user(), request), "model"),
        Events.structured(
            events.event(EventType.MODEL_TRAINING_REQUESTED, owner.user(), request), "model"));
  }

  List<Call> audit() {
    return inAllForms(
        number ->
            events.event(
                EventType.MEMORY_PERSISTED,
                id(number),
                new MemoryPersisted(LifeCategory.values()[0], commitment(number), number)),
        "");
  }

  List<Call> recall() {
    Map<String, String> headers = personal();
    byte[] question = QUESTION.getBytes(StandardCharsets.UTF_8);
    return List.of(
        new Call("/v1/recall", headers, question, "sources"),
        new Call("/v1/search", headers, question, "Vienna"),
        new Call("/v1/ask", headers, question, "Vienna"),
        new Call("/v1/life", headers, new byte[0], "{"));
  }

  List<Call> capture() {
    Map<String, String> headers = personal();
    return IntStream.rangeClosed(1, 4)
        .mapToObj(
            number ->
                new Call(
                    "/v1/memories",
                    headers,
                    "{\"text\": \"%s\"}".formatted(text(number)).getBytes(StandardCharsets.UTF_8),
                    "memoryId"))
        .toList();
  }

  /** Most of them in a batch, as the source sends them. */
  private static List<Call> inAllForms(Function<Integer, CloudEvent> event, String expects) {
    List<CloudEvent> rest = new ArrayList<>();
    for (int number = 3; number <= MEMORIES; number++) {
      rest.add(event.apply(number));
    }
    return List.of(
        Events.binary(event.apply(1), expects),
        Events.structured(event.apply(2), expects),
        Events.batch(rest, expects));
  }

  private Map<String, String> personal() {
    return Map.of("Authorization", "Bearer " + stage.token(owner), "Content-Type", JSON);
  }

  private static String id(int number) {
    return "rehearsed-" + number;
  }

  private static String text(int number) {
    return TEXT.formatted(number);
  }

  private static MemoryClassified classified(int number) {
    LifeCategory[] categories = LifeCategory.values();
    LifeCategory category = categories[number % 2];
    return new MemoryClassified(
        text(number),
        "en",
        new CategoryLabel(category, 0.8, false),
        new KindLabel(MemoryKind.values()[0], 0.7),
        category,
        Embedding.of(EMBEDDING_MODEL, vector(number)),
        null,
        null,
        List.of(new Person("Mara")));
  }

  private static float[] vector(int number) {
    Random random = new Random(number);
    float[] vector = new float[DIMENSIONS];
    double square = 0;
    for (int i = 0; i < DIMENSIONS; i++) {
      vector[i] = (float) random.nextGaussian();
      square += vector[i] * vector[i];
    }
    for (int i = 0; i < DIMENSIONS; i++) {
      vector[i] /= (float) Math.sqrt(square);
    }
    return vector;
  }

  private static String commitment(int number) {
    byte[] bytes = new byte[32];
    new Random(number).nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  private static byte[] resource(String name) {
    try (InputStream in = Lines.class.getResourceAsStream(name)) {
      return Objects.requireNonNull(in, name).readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
