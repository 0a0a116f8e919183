// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.local.demo;

import dev.mneme.contract.EventData;
import dev.mneme.contract.EventType;
import dev.mneme.contract.data.MemoryTranscribed;
import dev.mneme.local.console.Step;
import dev.mneme.local.demo.Summary.DeadEvent;
import dev.mneme.local.demo.Summary.Transcript;
import dev.mneme.source.deadletter.DeadLetter;
import dev.mneme.transcribe.speech.WordErrorRate;
import io.cloudevents.CloudEvent;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Follows the memories through transcribe, classify and persist, and the bad one to its end. */
final class Way {
  private final EventWatch watch;
  private final Hang hang;
  private final Deadline deadline;

  Way(EventWatch watch, Hang hang, Deadline deadline) {
    this.watch = watch;
    this.hang = hang;
    this.deadline = deadline;
  }

  /** What came of them. */
  record Followed(List<Transcript> transcripts, List<DeadEvent> deadLetters) {}

  /**
   * Waits until every good memory is persisted and every bad one a dead letter.
   *
   * @param spoken the words of the recording
   */
  Followed run(int good, int bad, String spoken, Step line) throws InterruptedException {
    boolean arrived =
        watch.await(
            deadline,
            () ->
                watch.deadLetters().size() > bad
                    || (persisted() >= good && watch.deadLetters().size() == bad),
            () -> line.update(progress()));
    if (watch.deadLetters().size() > bad) {
      throw new DemoException("more dead letters than the one sent for it: " + deadLetters());
    }
    if (!arrived) {
      throw hang.at(
          watch.count(EventType.MEMORY_TRANSCRIBED) == 0
              ? "transcribe"
              : watch.count(EventType.MEMORY_CLASSIFIED) < good ? "classify" : "persist",
          progress() + " of " + good);
    }
    line.done(progress());
    return new Followed(
        watch.events(EventType.MEMORY_TRANSCRIBED).stream()
            .map(event -> transcript(event, spoken))
            .toList(),
        deadLetters());
  }

  private int persisted() {
    return watch.count(EventType.MEMORY_PERSISTED);
  }

  private String progress() {
    return watch.count(EventType.MEMORY_TRANSCRIBED)
        + " transcribed, "
        + watch.count(EventType.MEMORY_CLASSIFIED)
        + " classified, "
        + persisted()
        + " persisted, "
        + watch.deadLetters().size()
        + " dead";
  }

  private static Transcript transcript(CloudEvent event, String spoken) {
    MemoryTranscribed data = EventData.read(event, MemoryTranscribed::read);
    return new Transcript(
        String.valueOf(event.getSubject()),
        data.text(),
        data.transcript().engine(),
        WordErrorRate.of(spoken, data.text()).rate(),
        data.transcript().confidence());
  }

  private List<DeadEvent> deadLetters() {
    return watch.deadLetters().stream().map(Way::dead).toList();
  }

  private static DeadEvent dead(EventWatch.Ended ended) {
    DeadLetter record = ended.record();
    return new DeadEvent(
        ended.memory(),
        record.route(),
        record.reason(),
        inWords(record.detail()),
        record.attempts());
  }

  /** The words of a problem (RFC 9457); anything else as it is. */
  private static String inWords(String detail) {
    try {
      return JsonMapper.shared().readTree(detail).path("detail").asString(detail);
    } catch (JacksonException noJson) {
      return detail;
    }
  }
}
