// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.recall.ask;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code POST /chat/completions} of an OpenAI-compatible API, streamed (server-sent events, chunks
 * of type {@code chat.completion.chunk}). Thread-safe.
 */
final class ChatModel implements AutoCloseable {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String DATA = "data:";
  private static final String DONE = "[DONE]";

  private final ChatSettings settings;
  private final URI endpoint;
  private final HttpClient http;

  ChatModel(ChatSettings settings) {
    this.settings = settings;
    String base = settings.url().toString();
    this.endpoint = URI.create((base.endsWith("/") ? base : base + "/") + "chat/completions");
    this.http =
        HttpClient.newBuilder()
            .connectTimeout(settings.limit())
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
  }

  /**
   * Has the model write.
   *
   * @param piece takes each piece of text as it comes
   * @return tokens of prompt and answer, where the API tells
   * @throws ChatException if it refuses, breaks off, or takes longer than it may
   */
  OptionalLong write(Prompt prompt, Consumer<String> piece) throws ChatException {
    long deadline = System.nanoTime() + settings.limit().toNanos();
    try (InputStream body = send(prompt).body()) {
      long left = Math.max(0, deadline - System.nanoTime());
      CompletableFuture<Void> cut =
          CompletableFuture.runAsync(
              () -> close(body), CompletableFuture.delayedExecutor(left, TimeUnit.NANOSECONDS));
      try {
        return read(body, piece);
      } finally {
        cut.cancel(false);
      }
    } catch (IOException | JacksonException e) {
      throw new ChatException("the language model broke off", e);
    }
  }

  private HttpResponse<InputStream> send(Prompt prompt) throws ChatException, IOException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(endpoint)
            .timeout(settings.limit())
            .header("Content-Type", "application/json")
            .header("Accept", "text/event-stream")
            .POST(BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body(prompt))));
    settings.key().ifPresent(key -> request.header("Authorization", "Bearer " + key));
    try {
      HttpResponse<InputStream> response = http.send(request.build(), BodyHandlers.ofInputStream());
      if (response.statusCode() != 200) {
        response.body().close();
        throw new ChatException("the language model answered " + response.statusCode());
      }
      return response;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ChatException("interrupted", e);
    }
  }

  private Map<String, Object> body(Prompt prompt) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("model", settings.model());
    body.put(
        "messages",
        List.of(
            Map.of("role", "system", "content", prompt.system()),
            Map.of("role", "user", "content", prompt.user())));
    body.put("temperature", 0);
    body.put("max_tokens", settings.answerTokens());
    body.put("stream", true);
    body.put("stream_options", Map.of("include_usage", true));
    return body;
  }

  private static OptionalLong read(InputStream body, Consumer<String> piece)
      throws IOException, ChatException {
    OptionalLong tokens = OptionalLong.empty();
    BufferedReader lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (!line.startsWith(DATA)) {
        continue;
      }
      String data = line.substring(DATA.length()).strip();
      if (data.equals(DONE)) {
        return tokens;
      }
      JsonNode chunk = JSON.readTree(data);
      String text = chunk.path("choices").path(0).path("delta").path("content").asString("");
      if (!text.isEmpty()) {
        piece.accept(text);
      }
      JsonNode used = chunk.path("usage").path("total_tokens");
      tokens = used.isIntegralNumber() ? OptionalLong.of(used.asLong()) : tokens;
    }
    throw new ChatException("the language model broke off before [DONE]");
  }

  private static void close(InputStream body) {
    try {
      body.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    http.close();
  }
}
