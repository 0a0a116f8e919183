// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.transcribe.speechmatics;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.mneme.contract.TryLaterException;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The calls of the batch API v2 that are needed, each once and without repetition: what an error
 * means is for the caller to decide.
 *
 * <p>Every call throws {@link SpeechmaticsException} for an answer that is not a success, and
 * {@link TryLaterException} if there was no answer.
 */
final class SpeechmaticsApi implements AutoCloseable {
  private static final Duration CONNECTING = Duration.ofSeconds(10);
  private static final Duration ANSWERING = Duration.ofSeconds(30);

  /** A gigabyte over a slow line, which is what the API accepts at most. */
  private static final Duration UPLOADING = Duration.ofMinutes(5);

  private static final Duration AFTER_SILENCE = Duration.ofSeconds(10);

  /** The most the API gives at once. */
  static final int JOBS_A_PAGE = 100;

  private final HttpClient http = HttpClient.newBuilder().connectTimeout(CONNECTING).build();
  private final JsonMapper json = JsonMapper.builder().build();
  private final Pace posts = Pace.perSecond(10);
  private final Pace gets = Pace.perSecond(50);
  private final String url;
  private final String authorization;

  SpeechmaticsApi(URI url, String key) {
    this.url = url.toString();
    this.authorization = "Bearer " + key;
  }

  /** Creates a job; returns its id. */
  String create(JobConfig config, byte[] wav) {
    Multipart multipart = Multipart.of(json.writeValueAsBytes(config), wav);
    posts.await();
    JsonNode answer =
        send(
            request("/jobs", UPLOADING)
                .header("Content-Type", multipart.contentType())
                .POST(multipart.body()));
    return answer.path("id").asString();
  }

  /** The jobs created before a moment, the newest first, at most {@value #JOBS_A_PAGE}. */
  List<Job> jobsBefore(Instant moment) {
    String page = "/jobs?limit=" + JOBS_A_PAGE + "&created_before=" + encoded(moment.toString());
    return get(page).path("jobs").valueStream().map(Job::read).toList();
  }

  /** One job as it stands now. */
  Job job(String id) {
    // Without wait=0 the server holds the request for some seconds of its own choosing.
    return Job.read(get("/jobs/" + encoded(id) + "?wait=0").path("job"));
  }

  /** The transcript of a job that is done, in their format json-v2. */
  JsonNode transcript(String id) {
    return get("/jobs/" + encoded(id) + "/transcript?format=json-v2&wait=0");
  }

  private JsonNode get(String path) {
    gets.await();
    return send(request(path, ANSWERING).GET());
  }

  private HttpRequest.Builder request(String path, Duration timeout) {
    return HttpRequest.newBuilder(URI.create(url + path))
        .timeout(timeout)
        .header("Authorization", authorization)
        .header("Accept", "application/json");
  }

  private JsonNode send(HttpRequest.Builder request) {
    HttpResponse<byte[]> response;
    try {
      response = http.send(request.build(), BodyHandlers.ofByteArray());
    } catch (IOException e) {
      throw new TryLaterException("Speechmatics gave no answer: " + e, AFTER_SILENCE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TryLaterException("interrupted", AFTER_SILENCE);
    }
    return Answer.read(response);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, UTF_8);
  }

  @Override
  public void close() {
    http.close();
  }
}
