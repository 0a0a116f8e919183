// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.recall;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mneme.contract.UserKey;
import dev.mneme.identity.Forged;
import dev.mneme.identity.TestIssuer;
import dev.mneme.recall.TestMemories.Told;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;

/**
 * No user reads another's memories through any endpoint. Owners have random names, another set in
 * every run; a failure tells its seed.
 */
@ExtendWith(RecallOnStores.Provider.class)
class IsolationTest {
  private static final long SEED = System.nanoTime();
  private static final int PAIRS = 3;
  private static final String QUESTION = "What is the secret word?";

  /** The secret of each, under ids that all of them have. */
  private static final Map<UserKey, String> SECRETS = new LinkedHashMap<>();

  private static TestMemories memories;
  private static TestCaller caller;
  private static TestIssuer issuer;

  @BeforeAll
  static void start(RecallOnStores recall) {
    memories = recall.memories();
    caller = recall.caller();
    issuer = recall.issuer();
    Random random = new Random(SEED);
    for (int i = 0; i < PAIRS; i++) {
      String one = odd(random);
      String other = odd(random);
      for (UserKey owner : List.of(new UserKey(one, other), new UserKey(other, one))) {
        String secret = "w" + Long.toString(random.nextLong(Long.MAX_VALUE), 36) + "w";
        SECRETS.put(owner, secret);
        for (String id : List.of("same", "also")) {
          memories.persist(
              owner,
              new Told(
                  id,
                  "2026-03-01T08:00:00Z",
                  "The secret word is " + secret + ", I will keep it.",
                  "home",
                  "plan"),
              "Marta " + secret);
        }
      }
    }
  }

  static Stream<UserKey> owners() {
    return SECRETS.keySet().stream();
  }

  static Stream<Arguments> endpoints() throws Exception {
    Map<String, Map<String, Map<String, ?>>> api =
        new Yaml().load(Files.readString(Path.of("openapi.yaml")));
    return Objects.requireNonNull(api.get("paths")).entrySet().stream()
        .flatMap(
            path ->
                path.getValue().keySet().stream()
                    .map(method -> Arguments.of(method.toUpperCase(Locale.ROOT), path.getKey())));
  }

  @ParameterizedTest
  @MethodSource("owners")
  void everyEndpointTellsTheOwnerAndNobodyElse(UserKey owner) throws Exception {
    for (HttpResponse<String> response : everything(owner, QUESTION)) {
      TestCaller.good(response);
      assertOwn(owner, response);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "*",
        "secret OR owner:*",
        "_exists_:owner",
        "text:/.*/ \"} } ] } , {\"match_all\":{}}",
        "secret' OR '1'='1",
        "'; SELECT set_config('mneme.user', 'x', false); --",
        "{\"$ne\":null}",
        "{\"$where\":\"1\"}",
        "secret~2 \\ + - && || ! ( ) [ ] ^ ~ ? :",
        "${jndi:ldap://x} %s %n {{owner}}"
      })
  void whatIsAskedIsNeverAQuery(String words) throws Exception {
    for (UserKey owner : owners().limit(2).toList()) {
      for (HttpResponse<String> response : everything(owner, words + " secret word")) {
        TestCaller.good(response);
        assertOwn(owner, response);
      }
      for (String field : List.of("from", "until", "categories", "kinds", "people", "sources")) {
        Object value = field.equals("from") || field.equals("until") ? words : List.of(words);
        assertNobodyElses(
            owner,
            caller.post(
                owner, "/v1/search", Map.of("question", QUESTION, "filter", Map.of(field, value))));
      }
      for (String parameter : List.of("category", "after", "limit")) {
        assertNobodyElses(
            owner, caller.get(owner, "/v1/timeline?" + parameter + "=" + encoded(words)));
      }
    }
  }

  @Test
  void namesOfOthersInTheRequestCountForNothing() throws Exception {
    for (UserKey owner : SECRETS.keySet()) {
      UserKey victim = anotherThan(owner);
      for (String path : List.of("/v1/recall", "/v1/search", "/v1/ask")) {
        Map<String, Object> body =
            Map.of(
                "question", QUESTION,
                "tenant", victim.tenant(),
                "user", victim.user(),
                "owner", Map.of("tenant", victim.tenant(), "user", victim.user()));
        assertNobodyElses(owner, caller.post(owner, path, body));
      }
      String query = "?tenant=" + encoded(victim.tenant()) + "&user=" + encoded(victim.user());
      for (String path : List.of("/v1/life", "/v1/timeline", "/v1/capsules")) {
        assertNobodyElses(owner, caller.get(owner, path + query));
      }
      assertNobodyElses(
          owner,
          caller.post(
              owner,
              "/v1/search",
              Map.of(
                  "question",
                  QUESTION,
                  "filter",
                  Map.of("people", List.of("Marta " + SECRETS.get(victim))))));
    }
  }

  @Test
  void aCursorIsGoodForNobodyElseAndForNothingElse() throws Exception {
    // Given
    UserKey owner = SECRETS.keySet().iterator().next();
    UserKey thief = anotherThan(owner);
    JsonNode first =
        TestCaller.good(caller.post(owner, "/v1/search", Map.of("question", QUESTION, "limit", 1)));
    String cursor = first.path("next").asString();
    assertThat(cursor).isNotEmpty();

    // Then
    assertThat(page(owner, QUESTION, cursor).statusCode()).isEqualTo(200);
    assertThat(page(thief, QUESTION, cursor).statusCode()).isEqualTo(422);
    assertThat(page(owner, "What else?", cursor).statusCode()).isEqualTo(422);
    byte[] bytes = Base64.getUrlDecoder().decode(cursor);
    for (int i = 0; i < bytes.length; i++) {
      byte[] changed = bytes.clone();
      changed[i] ^= 1;
      String forged = Base64.getUrlEncoder().withoutPadding().encodeToString(changed);
      assertThat(page(owner, QUESTION, forged).statusCode()).as("byte " + i).isEqualTo(422);
    }
  }

  @Test
  void aPlaceInAnothersTimelineShowsOnlyOnesOwn() throws Exception {
    for (UserKey owner : SECRETS.keySet()) {
      String place =
          TestCaller.good(caller.get(anotherThan(owner), "/v1/timeline?limit=1"))
              .path("next")
              .asString();
      HttpResponse<String> stolen = caller.get(owner, "/v1/timeline?after=" + encoded(place));
      TestCaller.good(stolen);
      assertNobodyElses(owner, stolen);
    }
  }

  @Test
  void aSealOnAnIdThatOthersHaveClosesOnlyOnesOwn() throws Exception {
    // Given
    UserKey owner = new UserKey("isolation", "sealer");
    UserKey other = new UserKey("isolation", "bystander");
    memories.persist(owner, Told.of("sealed", "The secret word is mine."));
    memories.persist(other, Told.of("sealed", "The secret word is theirs."));

    // When
    TestCaller.good(
        caller.post(
            owner,
            "/v1/capsules",
            Map.of("memory", "sealed", "opens", Instant.now().plusSeconds(900).toString())));

    // Then
    assertThat(caller.get(owner, "/v1/timeline").body()).doesNotContain("mine");
    assertThat(caller.get(other, "/v1/timeline").body()).contains("theirs");
    assertThat(caller.get(other, "/v1/capsules").body()).doesNotContain("sealed");
    assertThat(caller.get(owner, "/v1/capsules").body()).contains("sealed");
  }

  @Test
  void theSameQuestionOfManyAtOnceIsAnsweredEachFromTheirOwn() throws Exception {
    // Given
    List<UserKey> askers = new ArrayList<>();
    Collections.nCopies(8, SECRETS.keySet()).forEach(askers::addAll);
    Collections.shuffle(askers, new Random(SEED));

    // When
    List<Future<List<HttpResponse<String>>>> answers = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      askers.forEach(asker -> answers.add(threads.submit(() -> everything(asker, QUESTION))));
    }

    // Then
    for (int i = 0; i < askers.size(); i++) {
      for (HttpResponse<String> response : answers.get(i).get()) {
        assertOwn(askers.get(i), response);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("endpoints")
  void noEndpointAnswersAForgedToken(String method, String path) throws Exception {
    // Given
    UserKey owner = SECRETS.keySet().iterator().next();
    UserKey thief = anotherThan(owner);
    String[] good = issuer.token(thief).split("\\.", -1);
    String claims = issuer.token(owner).split("\\.", -1)[1];
    String injected = base64("{\"alg\":\"ES256\",\"kid\":\"../../first' OR '1'='1\"}");

    // Then
    assertThat(status(method, path, String.join(".", good))).isNotIn(401, 403, 404, 405);
    assertThat(status(method, path, injected + "." + claims + "." + good[2])).isEqualTo(401);
    for (Forged forged : Forged.all(owner).toList()) {
      assertThat(status(method, path, forged.from(issuer))).as(forged.toString()).isEqualTo(401);
    }
  }

  private static int status(String method, String path, String token) throws Exception {
    return caller
        .send(
            caller
                .request(new UserKey("nobody", "nobody"), path)
                .setHeader("Authorization", "Bearer " + token)
                .method(method, BodyPublishers.ofString("{\"question\":\"" + QUESTION + "\"}")))
        .statusCode();
  }

  /** What every endpoint that tells memories tells. */
  private static List<HttpResponse<String>> everything(UserKey asker, String question)
      throws Exception {
    return List.of(
        caller.post(asker, "/v1/recall", Map.of("question", question)),
        caller.post(asker, "/v1/search", Map.of("question", question)),
        caller.post(asker, "/v1/ask", Map.of("question", question)),
        caller.get(asker, "/v1/life"),
        caller.get(asker, "/v1/timeline"));
  }

  private static HttpResponse<String> page(UserKey asker, String question, String cursor)
      throws Exception {
    return caller.post(
        asker, "/v1/search", Map.of("question", question, "limit", 1, "cursor", cursor));
  }

  private static void assertOwn(UserKey owner, HttpResponse<String> response) {
    assertThat(response.body())
        .as("%s to %s, seed %d", response.uri(), owner, SEED)
        .contains(SECRETS.get(owner));
    assertNobodyElses(owner, response);
  }

  private static void assertNobodyElses(UserKey owner, HttpResponse<String> response) {
    SECRETS.forEach(
        (other, secret) -> {
          if (!other.equals(owner)) {
            assertThat(response.body())
                .as("%s to %s, seed %d", response.uri(), owner, SEED)
                .doesNotContain(secret);
          }
        });
  }

  private static UserKey anotherThan(UserKey owner) {
    List<UserKey> all = List.copyOf(SECRETS.keySet());
    return all.get((all.indexOf(owner) + 1) % all.size());
  }

  private static String odd(Random random) {
    return random
        .ints(1 + random.nextInt(12), 0x20, 0x3000)
        .filter(c -> Character.isLetterOrDigit(c) || "'\"%*/:;$ {}".indexOf(c) >= 0)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .append(random.nextInt(1_000_000))
        .toString();
  }

  private static String base64(String text) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, UTF_8);
  }
}
