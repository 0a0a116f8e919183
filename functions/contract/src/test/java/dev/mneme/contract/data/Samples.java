// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.contract.data;

import dev.mneme.contract.EventType;
import dev.mneme.contract.LifeCategory;
import dev.mneme.contract.MemoryKind;
import dev.mneme.contract.Payload;
import dev.mneme.contract.Purpose;
import java.net.URI;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The records that the golden files hold. */
final class Samples {
  /**
   * One record of each event type.
   *
   * @param all with every component set
   * @param least without optional components; absent where a record has none
   */
  record Sample(EventType type, Payload all, @Nullable Payload least) {}

  private static final String ROOT =
      "a3f1c2d4e5b60718293a4b5c6d7e8f90112233445566778899aabbccddeeff00";
  private static final URI AUDIO = URI.create("s3://mneme/acme/ana=40example/audio/m-1");
  private static final Transcript TRANSCRIPT =
      new Transcript(
          "parrot 1.2",
          0.875,
          2.5,
          List.of(new Word("Olá,", 0.25, 0.75, 0.75), new Word("mundo.", 0.75, 1.5, 1)));
  private static final Transcript SILENCE = new Transcript("parrot 1.2", 0, 0, List.of());
  private static final CategoryLabel CATEGORY = new CategoryLabel(LifeCategory.HOME, 0.625, false);
  private static final KindLabel KIND = new KindLabel(MemoryKind.PREFERENCE, 0.5);
  private static final Embedding EMBEDDING = Embedding.of("minilm-1", new float[] {0.6f, -0.8f});

  static final List<Sample> ALL =
      List.of(
          new Sample(
              EventType.TEXT_CAPTURED,
              new TextCaptured("Comi \"pão\" 🍞\nem casa", "pt-PT", LifeCategory.HOME),
              new TextCaptured("a", null, null)),
          new Sample(
              EventType.MEMORY_TRANSCRIBED,
              new MemoryTranscribed("Olá, mundo.", "pt", TRANSCRIPT, AUDIO),
              new MemoryTranscribed("…", "en", SILENCE, null)),
          new Sample(
              EventType.MEMORY_CLASSIFIED,
              new MemoryClassified(
                  "Olá, mundo.",
                  "pt",
                  CATEGORY,
                  KIND,
                  LifeCategory.FAMILY,
                  EMBEDDING,
                  TRANSCRIPT,
                  AUDIO,
                  List.of(new Person("Inês"), new Person("健二"))),
              new MemoryClassified("a", null, CATEGORY, KIND, null, EMBEDDING, null, null, null)),
          new Sample(
              EventType.MEMORY_PERSISTED, new MemoryPersisted(LifeCategory.WORK, ROOT, 42), null),
          new Sample(EventType.MODEL_TRAINING_REQUESTED, new ModelTrainingRequested(20, 42), null),
          new Sample(
              EventType.MODEL_TRAINED,
              new ModelTrained(
                  "2026-03-01-42",
                  URI.create("s3://mneme/acme/ana/models/42"),
                  ROOT,
                  42,
                  1.25,
                  14,
                  0.75,
                  0.5,
                  true),
              null),
          new Sample(EventType.AUDIT_SEALED, new AuditSealed(1, ROOT), null),
          new Sample(
              EventType.AUDIT_ANCHORED,
              new AuditAnchored(
                  42,
                  ROOT,
                  31_337,
                  "0x5FbDB2315678afecb367f032d93F642f64180aa3",
                  "0x" + ROOT,
                  9_000_000_000L),
              null),
          new Sample(
              EventType.CONSENT_GRANTED,
              new ConsentGranted(Set.of(Purpose.RECALL, Purpose.TRANSCRIBE, Purpose.TRAIN)),
              null),
          new Sample(
              EventType.CONSENT_WITHDRAWN,
              new ConsentWithdrawn(Set.of(Purpose.PERSIST, Purpose.CLASSIFY)),
              null),
          new Sample(
              EventType.ERASURE_REQUESTED,
              new ErasureRequested(ErasureScope.MEMORY, "01J9ZQ4M"),
              new ErasureRequested(ErasureScope.PERSON, null)),
          new Sample(
              EventType.ERASURE_COMPLETED,
              new ErasureCompleted(ErasureScope.MEMORY, "01J9ZQ4M", 1),
              new ErasureCompleted(ErasureScope.PERSON, null, 312)));

  private Samples() {}
}
