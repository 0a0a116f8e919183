// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.recall;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import dev.mneme.contract.UserKey;
import dev.mneme.runtime.RunningFunction;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A language model that WireMock plays, and a recall that lets it write. */
final class PlayedModel implements AutoCloseable {
  /** Tokens that each user has a day. */
  static final int DAILY = 20_000;

  private static final JsonMapper JSON = new JsonMapper();
  private static final String PATH = "/v1/chat/completions";

  private final RecallOnStores recall;
  private final WireMockServer model = new WireMockServer(wireMockConfig().dynamicPort());
  private final Deque<RunningFunction> started = new ArrayDeque<>();
  private final TestCaller caller;

  PlayedModel(RecallOnStores recall) {
    this.recall = recall;
    model.start();
    caller = another(Map.of());
  }

  TestCaller caller() {
    return caller;
  }

  /** To another process with more settings, which ends with this. */
  TestCaller another(Map<String, String> more) {
    Map<String, String> environment = new HashMap<>(more);
    environment.put("MNEME_LLM_URL", model.baseUrl() + "/v1");
    environment.put("MNEME_LLM_MODEL", "parrot-1");
    environment.put("MNEME_LLM_KEY", "sk-secret");
    environment.put("MNEME_LLM_DAILY_TOKENS", Integer.toString(DAILY));
    started.push(recall.start(environment));
    return new TestCaller(started.getFirst(), recall.issuer());
  }

  /** Whatever it was told to say, and was asked. */
  void forget() {
    model.resetAll();
  }

  void says(String... pieces) {
    answers(stream(500, pieces));
  }

  void answers(ResponseDefinitionBuilder answer) {
    model.stubFor(post(PATH).willReturn(answer));
  }

  static ResponseDefinitionBuilder stream(int tokens, String... pieces) {
    StringBuilder body = new StringBuilder();
    for (String piece : pieces) {
      Object chunk = Map.of("choices", List.of(Map.of("delta", Map.of("content", piece))));
      body.append("data: ").append(JSON.writeValueAsString(chunk)).append("\n\n");
    }
    body.append("data: {\"choices\":[],\"usage\":{\"total_tokens\":" + tokens + "}}\n\n");
    body.append("data: [DONE]\n\n");
    return aResponse().withHeader("Content-Type", "text/event-stream").withBody(body.toString());
  }

  LoggedRequest asked() {
    return model.findAll(postRequestedFor(urlEqualTo(PATH))).getFirst();
  }

  void assertAsked(int times) {
    model.verify(times, postRequestedFor(urlEqualTo(PATH)));
  }

  static JsonNode ask(TestCaller caller, UserKey asker, String question) throws Exception {
    return TestCaller.good(caller.post(asker, "/v1/ask", Map.of("question", question)));
  }

  static void assertEverySentenceCites(JsonNode answer) {
    List<String> sources =
        answer.path("sources").valueStream().map(source -> source.path("id").asString()).toList();
    assertThat(answer.path("sentences")).isNotEmpty();
    for (JsonNode sentence : answer.path("sentences")) {
      assertThat(sentence.path("memories")).isNotEmpty();
      for (JsonNode memory : sentence.path("memories")) {
        assertThat(sources).contains(memory.asString());
      }
    }
  }

  @Override
  public void close() {
    caller.close();
    started.forEach(RunningFunction::close);
    model.stop();
  }
}
