// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.knative;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the scripts for a real cluster make of the answers of their tools, with made-up tools. That
 * they do the right thing to a cluster is not shown here.
 */
class ScriptsTest {
  private static final String REPORT = "tests/cluster/report.sh";

  @TempDir Path tools;

  @BeforeEach
  void needTheirTools() throws Exception {
    assumeThat(bash("command -v jq && command -v openssl && command -v xxd").code())
        .as("jq, openssl and xxd")
        .isZero();
  }

  @Test
  void podsThatAreGoingOrGoneAreNotCounted() throws Exception {
    // Given
    tool(
        "kubectl",
        """
        echo "$@" >"$(dirname "$0")/asked"
        echo '{"items":[
          {"metadata":{"name":"a"},"status":{"phase":"Running"}},
          {"metadata":{"name":"b"},"status":{"phase":"Pending"}},
          {"metadata":{"name":"c","deletionTimestamp":"2026-01-01T00:00:00Z"},"status":{"phase":"Running"}},
          {"metadata":{"name":"d"},"status":{"phase":"Succeeded"}}]}'
        """);

    // When
    Outcome counted = bash(". " + REPORT + "; count functions; count train");

    // Then
    assertThat(counted.out().lines()).containsExactly("2", "2");
    assertThat(Files.readString(tools.resolve("asked")))
        .contains("-l serving.knative.dev/service=train");
  }

  @Test
  void whatTheClusterHasNoTypeForIsLeftOutWithAReason() throws Exception {
    // Given
    tool(
        "kubectl",
        """
        echo 'services   svc    v1                      true   Service'
        echo 'services   kservice serving.knative.dev/v1  true   Service'
        """);
    Path build = tools.resolve("build.yaml");
    Files.writeString(
        build,
        """
        apiVersion: v1
        kind: Service
        metadata:
          name: plain
        ---
        apiVersion: karpenter.sh/v1
        kind: NodePool
        metadata:
          name: pool
        spec:
          kind: Service
        ---
        apiVersion: serving.knative.dev/v1
        kind: Service
        metadata:
          name: function
        """);

    // When
    Outcome filtered = bash(". %s; installed %s %s.out; report ''".formatted(REPORT, build, build));

    // Then
    Manifests left = Manifests.parse(Files.readString(Path.of(build + ".out")));
    assertThat(left.all()).extracting(Manifest::name).containsExactly("plain", "function");
    assertThat(filtered.out())
        .contains("| karpenter.sh/v1/NodePool | skipped: 1 objects, the cluster does not have the");
  }

  @Test
  void acceptedEventsAreReadFromTheFiguresOfTheSource() throws Exception {
    // Given
    tool(
        "kubectl",
        """
        case "$*" in
          *"get pods"*) printf source-1 ;;
          *raw*source-1:8080/proxy/metrics*)
            echo '# HELP mneme_source_deliveries_total x'
            echo 'mneme_source_deliveries_total{outcome="accepted",route="persist",status="2xx"} 5.0'
            echo 'mneme_source_deliveries_total{outcome="accepted",route="persist",status="none"} 2.0'
            echo 'mneme_source_deliveries_total{outcome="retried",route="persist",status="5xx"} 90.0' ;;
        esac
        """);

    // When
    Outcome asked =
        bash(
            ". %s; persisted_since persist 7 && echo yes; persisted_since persist 8 || echo no"
                .formatted(REPORT));

    // Then
    assertThat(asked.out().lines()).containsExactly("yes", "no");
  }

  @Test
  void theReportIsJsonAndATable() throws Exception {
    // Given
    Path json = tools.resolve("report.json");

    // When
    Outcome reported =
        bash(
            ". %s; measure pods.before 0; measure to_zero_ms 91000; skip gpu 'has some';"
                    .formatted(REPORT)
                + " done_ apply '72 objects'; report "
                + json);

    // Then
    assertThat(reported.code()).isZero();
    assertThat(Manifests.YAML.readTree(Files.readString(json)))
        .isEqualTo(
            Manifests.YAML.readTree(
                """
                measured: {pods.before: 0, to_zero_ms: 91000}
                skipped: {gpu: has some}
                done: {apply: 72 objects}
                """));
    assertThat(reported.out()).contains("| to_zero_ms | 91000 |", "| gpu | skipped: has some |");
  }

  @Test
  void withoutKnativeEverythingIsSkippedWithTheReason() throws Exception {
    // Given
    tool("kubectl", "case \"$*\" in *crd*) exit 1 ;; esac\n");
    tool("curl", "exit 1\n");

    // When
    Outcome run = bash("KUBECONFIG=/none tests/cluster/run.sh");

    // Then
    assertThat(run.code()).isZero();
    assertThat(run.out()).contains("| all | skipped: Knative Serving is not installed |");
  }

  @Test
  void withoutAClusterItEndsWithWhatIsMissing() throws Exception {
    // When
    Outcome run = bash("unset KUBECONFIG; tests/cluster/run.sh");

    // Then
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err()).contains("KUBECONFIG: expected");
  }

  @Test
  void secretsComeFromTheSecretManagerAndNoneIsShown() throws Exception {
    // Given
    tool(
        "aws",
        """
        case "$*" in
          *arn:plain*) printf 'line one\\nline two\\n' ;;
          *arn:json*) echo '{"username":"owner","password":"pa\\"ss"}' ;;
          *) exit 254 ;;
        esac
        """);
    tool(
        "kubectl",
        """
        case "$*" in
          *create*) echo '{}' ;;
          *platform-secret*) cat >"$(dirname "$0")/applied" ;;
          *) cat >/dev/null ;;
        esac
        """);
    String wanted =
        "{\"NATS_CREDS\":{\"arn\":\"arn:plain\",\"json_key\":null},"
            + "\"MNEME_POSTGRES_OWNER_PASSWORD\":{\"arn\":\"arn:json\",\"json_key\":\"password\"},"
            + "\"MNEME_LLM_KEY\":{\"arn\":\"arn:empty\",\"json_key\":null}}";

    // When
    Outcome made = bash("echo '" + wanted + "' | knative/platform-secret.sh");

    // Then
    assertThat(made.code()).as(made.err()).isZero();
    assertThat(made.err()).contains("MNEME_LLM_KEY has no value yet: arn:empty");
    assertThat(made.out() + made.err()).doesNotContain("line one", "pa\"ss");
    Map<String, String> data =
        Manifest.strings(
            Manifests.YAML.readTree(Files.readString(tools.resolve("applied"))).path("data"));
    assertThat(data)
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "NATS_CREDS", base64("line one\nline two"),
                "MNEME_POSTGRES_OWNER_PASSWORD", base64("pa\"ss")));
  }

  @Test
  void imagesGetTheNamesThatTheLaptopsManifestsHave() throws Exception {
    // Given
    tool(
        "docker",
        "case \"$*\" in *import*) cat >/dev/null ;; *) echo \"$@\" >>\"$(dirname \"$0\")/ran\" ;;"
            + " esac\n");
    Files.writeString(
        tools.resolve("index.json"),
        """
        {"manifests": [
          {"annotations": {"io.containerd.image.name": "docker.io/library/mneme-audit:0.1.0"}},
          {"annotations": {"io.containerd.image.name": "docker.io/library/mneme-source:0.1.0"}}]}
        """);

    // When
    Outcome loaded = bash("knative/overlays/kind/load.sh " + tools + " some-node");

    // Then
    assertThat(loaded.code()).as(loaded.err()).isZero();
    assertThat(Overlay.KIND.manifests().workloads().flatMap(Manifest::containers))
        .extracting(container -> container.path("image").stringValue())
        .containsAll(loaded.out().lines().toList());
    assertThat(Files.readString(tools.resolve("ran")))
        .contains("exec -i some-node", "tag --force docker.io/library/mneme-audit:0.1.0");
  }

  @Test
  void theWeightsOfTheSpeechEngineBecomeAnImage() throws Exception {
    // Given
    Path layout = tools.resolve("layout");
    String script = "knative/components/speech/model-image.sh " + layout;
    String first = bash(script).out();

    // When
    Outcome second = bash(script);

    // Then: the same again, once in the index, each blob what its name says, all files readable
    assertThat(second.code()).as(second.err()).isZero();
    assertThat(second.out()).isEqualTo(first).startsWith("mneme-speech-model:0.1.0 sha256:");
    assertThat(
            Manifests.YAML
                .readTree(Files.readString(layout.resolve("index.json")))
                .at("/manifests"))
        .hasSize(1);
    assertThat(bash("cd %s/blobs/sha256 && sha256sum * | awk '$1 != $2'".formatted(layout)).out())
        .isEmpty();
    assertThat(
            bash("for blob in %s/blobs/sha256/*; do tar -tvf $blob 2>/dev/null; done"
                    .formatted(layout))
                .out())
        .containsPattern("-r--r--r-- 0/0 .* ./encoder_model.ort")
        .containsPattern("-r--r--r-- 0/0 .* ./decoder_model_merged.ort")
        .containsPattern("-r--r--r-- 0/0 .* ./tokenizer.bin");
    assertThat(
            Overlay.KIND
                .manifests()
                .get(Manifest.SERVICE, "transcribe")
                .text("/spec/template/spec/volumes/1/image/reference"))
        .endsWith("/" + first.substring(0, first.indexOf(' ')));
  }

  @Test
  void theLaptopsTokensAreSignedByTheKeyThatItPublishes() throws Exception {
    // Given
    tool(
        "kubectl",
        """
        here=$(dirname "$0")
        case "$*" in
          *"create namespace"*) echo '{}' ;;
          *apply*) cat >/dev/null ;;
          *"get secret mneme-platform"*) exit 1 ;;
          *"get secret issuer"*) openssl base64 -A <"$here/key.pem" ;;
          *from-file=*) last=${@: -1}; cp "${last#--from-file=}" "$here" ;;
          *"create secret"*) ;;
        esac
        """);
    Outcome made = bash("knative/overlays/kind/secret.sh");
    assertThat(made.code()).as(made.err()).isZero();

    // When
    Outcome token = bash("knative/overlays/kind/token.sh home ada");

    // Then
    RSAKey key =
        JWKSet.parse(Files.readString(tools.resolve("jwks.json"))).getKeys().getFirst().toRSAKey();
    SignedJWT jwt = SignedJWT.parse(token.out().strip());
    assertThat(jwt.verify(new RSASSAVerifier(key))).isTrue();
    assertThat(jwt.getHeader().getKeyID()).isEqualTo(key.getKeyID());
    assertThat(jwt.getJWTClaimsSet().getIssuer())
        .isEqualTo(Repository.env("knative/overlays/kind/platform.env").get("MNEME_TOKEN_ISSUER"));
    assertThat(jwt.getJWTClaimsSet().getStringClaim("tenant")).isEqualTo("home");
    assertThat(jwt.getJWTClaimsSet().getSubject()).isEqualTo("ada");
    assertThat(jwt.getJWTClaimsSet().getAudience()).containsExactly("mneme");
  }

  private record Outcome(int code, String out, String err) {}

  private void tool(String name, String script) throws IOException {
    Path file = Files.writeString(tools.resolve(name), "#!/usr/bin/env bash\n" + script);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private Outcome bash(String script) throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(List.of("bash", "-c", script))
            .directory(Repository.file("").toFile())
            .redirectOutput(tools.resolve("out").toFile())
            .redirectError(tools.resolve("err").toFile());
    builder.environment().merge("PATH", tools.toString(), (path, first) -> first + ":" + path);
    Process process = builder.start();
    process.getOutputStream().close();
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    return new Outcome(
        process.exitValue(),
        Files.readString(tools.resolve("out")),
        Files.readString(tools.resolve("err")));
  }

  private static String base64(String text) {
    return java.util.Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
