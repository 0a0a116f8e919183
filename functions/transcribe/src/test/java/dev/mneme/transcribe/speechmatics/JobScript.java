// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.transcribe.speechmatics;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import com.github.tomakehurst.wiremock.stubbing.Scenario;

/** Answers of a server that change from call to call; the last is repeated. */
final class JobScript {
  private JobScript() {}

  static void stub(WireMockExtension server, String job, ResponseDefinitionBuilder... answers) {
    script(server, "/v2/jobs/" + job, answers);
  }

  static void stubTranscript(
      WireMockExtension server, String job, ResponseDefinitionBuilder... answers) {
    script(server, "/v2/jobs/" + job + "/transcript", answers);
  }

  private static void script(
      WireMockExtension server, String path, ResponseDefinitionBuilder... answers) {
    for (int i = 0; i < answers.length; i++) {
      server.stubFor(
          get(urlPathEqualTo(path))
              .inScenario(path)
              .whenScenarioStateIs(state(i))
              .willReturn(answers[i])
              .willSetStateTo(state(Math.min(i + 1, answers.length - 1))));
    }
  }

  private static String state(int answers) {
    return answers == 0 ? Scenario.STARTED : "after " + answers;
  }
}
