// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.mneme.audit.chain.ChainAddress;
import dev.mneme.audit.chain.EvmChain;
import dev.mneme.audit.fixture.AuditPostgres;
import dev.mneme.audit.fixture.Events;
import dev.mneme.audit.fixture.EvmNode;
import dev.mneme.audit.fixture.RealServers;
import dev.mneme.audit.proof.HeadsProof;
import dev.mneme.audit.proof.LatestHeads;
import dev.mneme.audit.proof.MemoryProof;
import dev.mneme.audit.proof.Verdict;
import dev.mneme.audit.proof.Verifier;
import dev.mneme.contract.UserKey;
import dev.mneme.contract.batch.EventBatch;
import dev.mneme.contract.batch.Outcome;
import dev.mneme.contract.batch.Outcomes;
import dev.mneme.contract.settings.SettingsException;
import dev.mneme.identity.TestIssuer;
import dev.mneme.runtime.FunctionApplication;
import dev.mneme.runtime.RunningFunction;
import io.cloudevents.CloudEvent;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.json.JsonMapper;

/** The whole function, as others reach it. */
@ExtendWith(RealServers.class)
class AuditConfigurationTest {
  private static final UserKey ADA = Events.ADA;
  private static final UserKey BEN = Events.BEN;

  private final HttpClient client = HttpClient.newHttpClient();
  private final TestIssuer issuer = TestIssuer.start();
  private final Map<String, String> environment = new HashMap<>();

  private ChainAddress address;
  private RunningFunction function;

  @BeforeEach
  void start(AuditPostgres postgres, EvmNode node) throws SQLException {
    postgres.empty();
    address = node.deploy();
    environment.putAll(postgres.environment());
    environment.putAll(issuer.environment());
    environment.put("PORT", "0");
    environment.put("MNEME_CHAIN_RPC_URL", node.rpc().toString());
    environment.put("MNEME_CHAIN_ID", "31337");
    environment.put("MNEME_CHAIN_KEY", node.key());
    environment.put("MNEME_AUDIT_CONTRACT", address.contract());
    function = FunctionApplication.start(AuditConfiguration::new, environment);
  }

  @AfterEach
  void stop() {
    function.close();
    issuer.close();
    client.close();
  }

  @Test
  void provesAMemoryToAThirdPartyThatHasTheChain() throws Exception {
    // Given
    post(Events.persisted(0, 7));
    post(Events.persisted(7, 10));

    // When
    HttpResponse<String> response = get("v1/proofs/m4", ADA);

    // Then
    assertThat(response.statusCode()).isEqualTo(200);
    Verdict verdict = new Verifier(EvmChain.reader(address)).verify(response.body());
    assertThat(verdict)
        .isInstanceOfSatisfying(
            Verdict.Proven.class,
            proven -> {
              assertThat(proven.anchor().size()).isEqualTo(10);
              assertThat(proven.leaves()).isEqualTo(1);
            });
  }

  @Test
  void showsNobodyAnothersMemory() throws Exception {
    // Given
    post(Events.persisted(0, 3));

    // When
    HttpResponse<String> others = get("v1/proofs/m1", BEN);
    HttpResponse<String> nobodys = get("v1/proofs/m9", BEN);

    // Then
    assertThat(others.statusCode()).isEqualTo(404);
    assertThat(others.body().replace("m1", "m9")).isEqualTo(nobodys.body());
  }

  @Test
  void showsAMemoryOnlyToWhoProvesToBeItsOwner() throws Exception {
    // Given
    post(Events.persisted(0, 3));

    // When
    HttpResponse<String> nobody = get("v1/proofs/m1?tenant=home&user=ada");
    HttpResponse<String> other = get("v1/proofs/m1?tenant=home&user=ada", BEN);

    // Then
    assertThat(nobody.statusCode()).isEqualTo(401);
    assertThat(other.statusCode()).isEqualTo(404);
  }

  @Test
  void saysWhatIsInTheLogButNotAnchoredYet() throws Exception {
    // Given
    environment.put("MNEME_CHAIN_ID", "23294");
    List<CloudEvent> events = Events.persisted(0, 3);
    String proof;

    // When
    try (RunningFunction onWrongChain =
        FunctionApplication.start(AuditConfiguration::new, environment)) {
      List<Outcome> outcomes = post(onWrongChain, events);
      proof = get(onWrongChain, "v1/proofs/m1", ADA).body();

      // Then
      assertThat(outcomes)
          .allSatisfy(
              outcome ->
                  assertThat(((Outcome.Later) outcome).problem().detail())
                      .isEqualTo("chain id: the node says 31337, expected 23294"));
    }
    MemoryProof pending = JsonMapper.shared().readValue(proof, MemoryProof.class);
    assertThat(pending.leaves()).isEmpty();
    assertThat(pending.pending()).isEqualTo(1);
    assertThat(pending.anchor()).isNull();
  }

  @Test
  void showsThatTheLogOnlyGrows() throws Exception {
    // Given
    post(Events.persisted(0, 3));
    LatestHeads older = read(get("v1/heads/latest"), LatestHeads.class);
    post(Events.persisted(3, 10));
    LatestHeads newer = read(get("v1/heads/latest"), LatestHeads.class);

    // When
    HeadsProof proof = read(get("v1/consistency?from=3&to=10"), HeadsProof.class);

    // Then
    assertThat(proof.from()).isEqualTo(older.sealed());
    assertThat(proof.to()).isEqualTo(newer.sealed());
    assertThat(newer.anchored())
        .isNotNull()
        .satisfies(anchor -> assertThat(anchor.head()).isEqualTo(newer.sealed()));
    assertThat(proof.holds()).isTrue();
    assertThat(get("v1/consistency?from=4&to=10").statusCode()).isEqualTo(404);
  }

  @Test
  void namesTheParameterThatIsWrong() throws Exception {
    assertThat(get("v1/consistency?from=0&to=3").body())
        .contains("from: expected a number of leaves, 1 or more");
    assertThat(get("v1/consistency?from=5&to=3").statusCode()).isEqualTo(422);
    assertThat(get("v1/consistency?from=x&to=3").statusCode()).isEqualTo(422);
  }

  @Test
  void startsAndIsReadyWithoutStoreAndChain() throws Exception {
    // Given
    environment.put("MNEME_POSTGRES_URL", "jdbc:postgresql://127.0.0.1:1/postgres");
    environment.put("MNEME_CHAIN_RPC_URL", "http://127.0.0.1:1");

    // When // Then
    try (RunningFunction alone = FunctionApplication.start(AuditConfiguration::new, environment)) {
      assertThat(get(alone, "livez").statusCode()).isEqualTo(204);
      assertThat(get(alone, "readyz").statusCode()).isEqualTo(204);
    }
  }

  @Test
  void doesNotStartWithASettingMissing() {
    // Given
    environment.remove("MNEME_AUDIT_CONTRACT");

    // When // Then
    assertThatExceptionOfType(SettingsException.class)
        .isThrownBy(() -> FunctionApplication.start(AuditConfiguration::new, environment).close())
        .withMessageContaining("MNEME_AUDIT_CONTRACT");
  }

  private static <T> T read(HttpResponse<String> response, Class<T> kind) {
    assertThat(response.statusCode()).isEqualTo(200);
    return JsonMapper.shared().readValue(response.body(), kind);
  }

  private void post(List<CloudEvent> events) throws IOException, InterruptedException {
    assertThat(post(function, events)).allMatch(outcome -> outcome instanceof Outcome.Done);
  }

  private List<Outcome> post(RunningFunction to, List<CloudEvent> events)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(to.uri())
            .header("Content-Type", EventBatch.MEDIA_TYPE)
            .POST(BodyPublishers.ofByteArray(EventBatch.write(events)))
            .build();
    HttpResponse<byte[]> response = client.send(request, BodyHandlers.ofByteArray());
    assertThat(response.statusCode()).isEqualTo(200);
    return Outcomes.read(response.body(), events);
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return get(function, path);
  }

  private HttpResponse<String> get(String path, UserKey caller)
      throws IOException, InterruptedException {
    return get(function, path, caller);
  }

  private HttpResponse<String> get(RunningFunction from, String path, UserKey caller)
      throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(from.uri().resolve(path))
            .header("Authorization", issuer.bearer(caller))
            .build(),
        BodyHandlers.ofString());
  }

  private HttpResponse<String> get(RunningFunction from, String path)
      throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(from.uri().resolve(path)).build(), BodyHandlers.ofString());
  }
}
