// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.local.client;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.mneme.contract.EventType;
import dev.mneme.contract.Purpose;
import dev.mneme.contract.data.ErasureRequested;
import dev.mneme.contract.data.ErasureScope;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Talks to the gateway, to recall and to the audit log. Thread-safe. */
public final class MnemeClient implements AutoCloseable {
  private static final int MOST_HITS = 50;
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .changeDefaultPropertyInclusion(
              inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL))
          .build();

  private final HttpClient http = HttpClient.newBuilder().connectTimeout(LIMIT).build();

  /** What the gateway answers. */
  public record Captured(String id, String memoryId, boolean duplicate) {}

  /** What recall answers. */
  public record Answer(String question, String answer, List<Source> sources) {}

  /** A memory that an answer rests on. */
  public record Source(
      String id, Instant time, String text, String category, String kind, double score) {}

  /**
   * Hands a text memory to the gateway.
   *
   * @param token of whose memory it is
   */
  public Captured capture(URI gateway, String token, Memory memory) {
    return send(
        personal(gateway.resolve("/v1/memories"), "application/json", token)
            .POST(BodyPublishers.ofByteArray(JSON.writeValueAsBytes(memory.withoutOwner()))),
        Captured.class);
  }

  /**
   * Hands a recording to the gateway.
   *
   * @param token of whose memory it is
   * @param about optionally id, time and language
   */
  public Captured capture(
      URI gateway, String token, Map<String, String> about, String mediaType, byte[] recording) {
    String query =
        about.entrySet().stream()
            .map(entry -> entry.getKey() + "=" + encoded(entry.getValue()))
            .collect(Collectors.joining("&"));
    return send(
        personal(gateway.resolve("/v1/memories/audio?" + query), mediaType, token)
            .POST(BodyPublishers.ofByteArray(recording)),
        Captured.class);
  }

  /**
   * Asks for something to be forgotten.
   *
   * @param token of whom it is about
   * @param memory only this one; {@code null} for everything about that user
   */
  public void forget(URI gateway, String token, @Nullable String memory) {
    String id = UUID.randomUUID().toString();
    ErasureScope scope = memory == null ? ErasureScope.PERSON : ErasureScope.MEMORY;
    Map<String, Object> event =
        Map.of(
            "specversion",
            "1.0",
            "id",
            id,
            "source",
            "/mneme/cli",
            "type",
            EventType.ERASURE_REQUESTED.type(),
            "subject",
            id,
            "time",
            Instant.now().toString(),
            "datacontenttype",
            "application/json",
            "data",
            new ErasureRequested(scope, memory));
    send(
        personal(gateway.resolve("/v1/events"), "application/cloudevents+json", token)
            .POST(BodyPublishers.ofByteArray(JSON.writeValueAsBytes(event))));
  }

  /**
   * Says what may be done with somebody's data from now on, or may not.
   *
   * @param token of whose data it is
   * @param decision {@code granted} or {@code withdrawn}
   * @param purposes at least one, as in {@link Purpose}
   */
  public void consent(URI gateway, String token, String decision, Set<Purpose> purposes) {
    send(
        personal(gateway.resolve("/v1/consent"), "application/json", token)
            .POST(
                BodyPublishers.ofByteArray(
                    JSON.writeValueAsBytes(Map.of("decision", decision, "purposes", purposes)))));
  }

  /**
   * Asks a question over one user's memories.
   *
   * @param token of that user
   */
  public Answer ask(URI recall, String token, String question) {
    return send(
        personal(recall.resolve("/v1/recall"), "application/json", token)
            .POST(BodyPublishers.ofByteArray(JSON.writeValueAsBytes(Map.of("question", question)))),
        Answer.class);
  }

  /**
   * Searches one user's memories.
   *
   * @param token of that user
   * @param order {@code ranked}, {@code words} or {@code nearness}
   */
  public Found search(URI recall, String token, String question, String order) {
    Map<String, Object> search = Map.of("question", question, "order", order, "limit", MOST_HITS);
    return send(
        personal(recall.resolve("/v1/search"), "application/json", token)
            .POST(BodyPublishers.ofByteArray(JSON.writeValueAsBytes(search))),
        Found.class);
  }

  /**
   * Asks for an answer in sentences.
   *
   * @param token of whose memories are asked
   */
  public Written written(URI recall, String token, String question) {
    return send(
        personal(recall.resolve("/v1/ask"), "application/json", token)
            .POST(BodyPublishers.ofByteArray(JSON.writeValueAsBytes(Map.of("question", question)))),
        Written.class);
  }

  /**
   * The structured view of a life.
   *
   * @param token of whose life it is
   */
  public Life life(URI recall, String token) {
    return send(personal(recall.resolve("/v1/life"), null, token).GET(), Life.class);
  }

  /**
   * The proof that a memory is in the audit log, as JSON.
   *
   * @param token of the memory's owner
   */
  public String proof(URI audit, String token, String memoryId) {
    return send(personal(audit.resolve("/v1/proofs/" + encoded(memoryId)), null, token).GET());
  }

  private static HttpRequest.Builder personal(URI uri, @Nullable String contentType, String token) {
    return request(uri, contentType).header("Authorization", "Bearer " + token);
  }

  private static HttpRequest.Builder request(URI uri, @Nullable String contentType) {
    HttpRequest.Builder request = HttpRequest.newBuilder(uri).timeout(LIMIT);
    return contentType == null ? request : request.header("Content-Type", contentType);
  }

  private <T> T send(HttpRequest.Builder request, Class<T> kind) {
    return JSON.readValue(send(request), kind);
  }

  private String send(HttpRequest.Builder builder) {
    HttpRequest request = builder.build();
    try {
      HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
      if (response.statusCode() / 100 != 2) {
        throw new ClientException(explained(request, response));
      }
      return response.body();
    } catch (IOException e) {
      throw new ClientException(request.uri() + " does not answer: " + e, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ClientException("interrupted while asking " + request.uri(), e);
    }
  }

  private static String explained(HttpRequest request, HttpResponse<String> response) {
    boolean problem =
        response
            .headers()
            .firstValue("Content-Type")
            .filter("application/problem+json"::equals)
            .isPresent();
    String detail =
        problem ? JSON.readTree(response.body()).path("detail").asString() : response.body();
    return request.uri().getPath() + " answered " + response.statusCode() + ": " + detail;
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
  }

  @Override
  public void close() {
    http.close();
  }
}
