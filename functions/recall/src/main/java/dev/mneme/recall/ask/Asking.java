// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.recall.ask;

import dev.mneme.contract.UserKey;
import dev.mneme.recall.ask.Evidence.Finding;
import dev.mneme.recall.ask.Evidence.Findings;
import dev.mneme.runtime.Request;
import dev.mneme.runtime.Response;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Answers {@code POST /v1/ask}, as JSON or as {@code text/event-stream}. */
final class Asking {
  private final Evidence evidence;
  private final AnswerWriter writer;

  Asking(Evidence evidence, AnswerWriter writer) {
    this.evidence = evidence;
    this.writer = writer;
  }

  Response handle(UserKey asker, Request request) {
    AskedQuestion asked = request.json(AskedQuestion::read);
    // Before the first byte goes out: a store that is away can still be told by the status.
    Findings findings = evidence.find(asker, asked.question(), asked.most());
    if (!wantsEvents(request)) {
      return Response.json(answer(asker, asked.question(), findings, EventStream.NOBODY));
    }
    return Response.stream(
        EventStream.MEDIA_TYPE,
        out -> {
          EventStream events = new EventStream(out);
          events.send("found", Map.of("sources", AskedAnswer.Source.of(findings.best())));
          events.send("answer", answer(asker, asked.question(), findings, events));
        });
  }

  private AskedAnswer answer(
      UserKey asker, String question, Findings findings, EventStream events) {
    List<Finding> found = findings.best();
    Written written =
        findings.answerable() && !found.isEmpty()
            ? writer.write(asker, question, found, sentence -> events.send("sentence", sentence))
            : Written.nothing(WrittenBy.EXTRACT);
    return AskedAnswer.of(question, found, written);
  }

  private static boolean wantsEvents(Request request) {
    return request
        .header("Accept")
        .map(accept -> Arrays.asList(accept.split(",", -1)))
        .orElse(List.of())
        .stream()
        .anyMatch(type -> type.split(";", -1)[0].strip().equals(EventStream.MEDIA_TYPE));
  }
}
