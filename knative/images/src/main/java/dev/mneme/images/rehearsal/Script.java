// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.images.rehearsal;

import dev.mneme.images.program.Program;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.List;

/**
 * What a program is asked. Every script has a person of its own, so that nothing in it was seen
 * before.
 *
 * @param before asked of others first
 * @param calls in order
 */
public record Script(List<Call> before, List<Call> calls) {
  public Script {
    before = List.copyOf(before);
    calls = List.copyOf(calls);
  }

  /** The script of a program on a stage that has what it needs. */
  public static Script of(Program program, Stage stage) {
    Lines lines = new Lines(stage);
    return switch (program) {
      case TRANSCRIBE -> new Script(List.of(), lines.transcribe());
      case CLASSIFY -> new Script(List.of(), lines.classify());
      case PERSIST -> new Script(List.of(), lines.persist());
      case TRAIN -> new Script(lines.persist(), lines.train());
      case AUDIT -> new Script(List.of(), lines.audit());
      case RECALL -> new Script(lines.persist(), lines.recall());
      case CAPTURE -> new Script(List.of(), lines.capture());
      // It is asked nothing: what others capture is its work.
      case SOURCE -> new Script(lines.capture(), List.of());
    };
  }

  /** Has others do what comes before. */
  public void prepare(HttpClient http, Program program, Stage stage)
      throws IOException, InterruptedException {
    for (Call call : before) {
      call.send(http, stage.before(program));
    }
  }

  /** Asks everything. */
  public void play(HttpClient http, URI program) throws IOException, InterruptedException {
    for (Call call : calls) {
      call.send(http, program);
    }
  }
}
