// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mneme.connection.NatsConnection;
import dev.mneme.contract.EventType;
import dev.mneme.local.stack.NatsClient;
import dev.mneme.servers.Home;
import dev.mneme.servers.NatsServer;
import dev.mneme.source.deadletter.DeadLetter;
import dev.mneme.source.deadletter.DeadLetters;
import dev.mneme.topology.Topology;
import dev.mneme.topology.TopologyLoader;
import io.nats.client.JetStreamManagement;
import io.nats.client.impl.Headers;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code ./mneme dlq} on a real server. */
class DlqTest {
  private static final String WAITING = "mneme-classify";

  private static NatsServer server;
  private static NatsConnection connection;
  private static JetStreamManagement management;

  @TempDir Path files;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeAll
  static void start(@TempDir Path directory) throws Exception {
    server = NatsServer.start(new Home(directory));
    connection = NatsClient.connect(server.url());
    management = connection.jetStreamManagement();
  }

  @AfterAll
  static void stop() throws Exception {
    connection.close();
    server.close();
  }

  @BeforeEach
  void createStreams() throws Exception {
    new TopologyLoader(management, connection.keyValueManagement()).apply(Topology.shipped());
  }

  @AfterEach
  void deleteStreams() throws Exception {
    management.deleteStream(DeadLetters.STREAM);
    management.deleteStream(WAITING);
  }

  @ParameterizedTest
  @ValueSource(strings = {"list", "show", "redrive", "drop"})
  void everyCommandExplainsItself(String command) {
    assertThat(run("dlq", command, "--help")).isZero();
    assertThat(out.toString())
        .startsWith("Usage: mneme dlq " + command)
        .contains("--route", "--reason", "--tenant", "--user", "--type", "--status", "--since")
        .contains("--until", "--id", "--sequence", "--limit", "--nats-url", "--home");
  }

  @Test
  void listIsAnAlignedTable() throws Exception {
    // Given
    store("ada", "1", "refused", 422, "text: expected\n text\u001b[2J, found nothing");
    store("benedict", "22", "attempts-exhausted", null, "no answer");

    // When
    int exit = dlq("list");

    // Then
    assertThat(exit).isZero();
    String[] lines = out.toString().split("\\R");
    assertThat(lines).hasSize(3);
    assertThat(lines[0]).matches("SEQUENCE +LAST +ROUTE +REASON +STATUS +TRIED +OWNER +.*");
    assertThat(lines[1])
        .matches("1 .* classify +refused +422 +3 +acme/ada .* 1 +text: expected text.*");
    assertThat(lines[2]).matches("2 .* attempts-exhausted +- +3 +acme/benedict .* 22 +no answer");
    for (String line : lines) {
      assertThat(line.charAt(lines[0].indexOf("REASON") - 1)).isEqualTo(' ');
      assertThat(line.charAt(lines[0].indexOf("REASON"))).isNotEqualTo(' ');
    }
    assertThat(out.toString()).doesNotContain("\u001b");
  }

  @Test
  void listAsJsonIsOneObjectALine() throws Exception {
    // Given
    store("ada", "1", "refused", 422, "text: expected\ntext");

    // When
    dlq("list", "--json");

    // Then
    JsonNode line = JsonMapper.shared().readTree(out.toString());
    assertThat(out.toString().strip()).doesNotContain("\n");
    assertThat(line.at("/sequence").asLong()).isEqualTo(1);
    assertThat(line.at("/reason").asString()).isEqualTo("refused");
    assertThat(line.at("/status").asInt()).isEqualTo(422);
    assertThat(line.at("/event/id").asString()).isEqualTo("1");
    assertThat(line.at("/event/userid").asString()).isEqualTo("ada");
    assertThat(line.at("/origin/stream").asString()).isEqualTo(WAITING);
  }

  @ParameterizedTest
  @CsvSource({
    "--user=ada, 1",
    "--user=nobody, 0",
    "--tenant=acme, 3",
    "--route=classify, 3",
    "--route=persist, 0",
    "--reason=refused, 2",
    "--status=500, 1",
    "--id=2, 1",
    "--sequence=1;3, 2",
    "--limit=2, 2",
    "--since=2026-03-01T10:00:00Z, 3",
    "--since=2026-03-01T10:00:01Z, 0",
    "--until=PT1S, 3",
    "--until=2026-03-01T10:00:00Z, 0",
    "--type=dev.mneme.text.captured.v1, 3"
  })
  void filtersChooseLetters(String filter, int expected) throws Exception {
    // Given
    store("ada", "1", "refused", 422, "a");
    store("ben", "2", "attempts-exhausted", 500, "b");
    store("cid", "3", "refused", 400, "c");

    // When
    dlq("list", "--json", filter.replace(';', ','));

    // Then
    assertThat(out.toString().lines()).hasSize(expected);
  }

  @Test
  void showTellsEverything() throws Exception {
    // Given
    store("ada", "1", "refused", 422, "text: expected text");
    Path raw = files.resolve("raw");

    // When
    int exit = dlq("show", "--sequence=1", "--raw=" + raw);

    // Then
    assertThat(exit).isZero();
    assertThat(out.toString())
        .containsPattern("dead letter +1\n")
        .containsPattern("reason +refused\n")
        .containsPattern("status +422\n")
        .containsPattern("attempts +3, deliveries 2\n")
        .containsPattern("origin +mneme-classify 7, mneme.text.captured.17.acme.ada\n")
        .containsPattern("  userid +ada\n")
        .contains("\"text\" : \"1\"");
    assertThat(raw).hasContent("{\"text\":\"1\"}");
  }

  @Test
  void showOfWhatIsNoEventTellsItsSize() throws Exception {
    // Given
    Headers headers = record("ada", "1", "undecodable", null, "no event");
    connection
        .jetStream()
        .publish("mneme.deadletter.classify.acme.ada", headers, new byte[] {0, 1, -1});

    // When
    dlq("show");

    // Then
    assertThat(out.toString()).contains("data, 3 bytes, not an event");
    assertThat(run("dlq", "show", "--nats-url=" + server.url(), "--id=none")).isEqualTo(1);
    assertThat(err).hasToString("mneme: no dead letter matches" + System.lineSeparator());
  }

  @Test
  void redriveAsksThenPublishesAgain() throws Exception {
    // Given
    store("ada", "1", "refused", 422, "a");
    store("ben", "2", "refused", 422, "b");

    // When
    int refused = answering("n\n", "redrive", "--user=ada");

    // Then
    assertThat(refused).isEqualTo(1);
    assertThat(out.toString()).contains("1  classify, refused").contains("redrive 1 dead letter?");
    assertThat(count(WAITING)).isZero();

    // When
    assertThat(answering("y\n", "redrive", "--user=ada")).isZero();

    // Then
    assertThat(out.toString()).contains("redrive: 1 dead letter");
    assertThat(count(WAITING)).isEqualTo(1);
    assertThat(management.getLastMessage(WAITING, "mneme.text.captured.*.acme.ada").getData())
        .isEqualTo("{\"text\":\"1\"}".getBytes(StandardCharsets.UTF_8));
    assertThat(count(DeadLetters.STREAM)).isEqualTo(1);
  }

  @Test
  void dropDeletesWithoutPublishing() throws Exception {
    // Given
    store("ada", "1", "refused", 422, "a");
    store("ben", "2", "refused", 422, "b");
    store("cid", "3", "refused", 422, "c");

    // When
    assertThat(dlq("drop", "--all", "--limit=2", "--yes")).isZero();

    // Then
    assertThat(out.toString()).contains("drop: 2 dead letters");
    assertThat(count(DeadLetters.STREAM)).isEqualTo(1);
    assertThat(count(WAITING)).isZero();
    assertThat(dlq("drop", "--user=ada", "--yes")).isZero();
    assertThat(out.toString()).endsWith("nothing to drop: no dead letter matches\n");
  }

  @Test
  void changingNeedsAFilterOrAll() {
    assertThat(dlq("drop", "--yes")).isEqualTo(2);
    assertThat(err.toString()).startsWith("expected a filter such as --route");
    assertThat(dlq("redrive", "--all", "--route=classify", "--yes")).isEqualTo(2);
    assertThat(err.toString()).contains("--all: expected no filter beside it");
  }

  @Test
  void whereNobodyAnswersNothingIsChanged() throws Exception {
    // Given
    store("ada", "1", "refused", 422, "a");

    // Then
    assertThat(answering("", "drop", "--all")).isEqualTo(1);
    assertThat(err.toString()).contains("nothing was changed");
    assertThat(count(DeadLetters.STREAM)).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({
    "--status=900, an HTTP status from 100 to 599",
    "--reason=sad, one of [undecodable",
    "--since=yesterday, a time such as",
    "--sequence=0, a whole number from 1",
    "--limit=none, a whole number from 1"
  })
  void aWrongFilterIsNamedWithWhatWasExpected(String filter, String expected) {
    assertThat(dlq("list", filter)).isEqualTo(2);
    assertThat(err.toString())
        .contains("'" + filter.substring(0, filter.indexOf('=')) + "'", "expected " + expected)
        .contains("found '" + filter.substring(filter.indexOf('=') + 1) + "'");
  }

  @Test
  void aServerWithoutDeadLettersSaysSo() throws Exception {
    // Given
    management.deleteStream(DeadLetters.STREAM);

    // Then
    assertThat(dlq("list")).isEqualTo(1);
    assertThat(err.toString()).contains(server.url(), DeadLetters.STREAM, "stream not found");
    createStreams();
  }

  private int answering(String answer, String... arguments) {
    InputStream terminal = System.in;
    System.setIn(new ByteArrayInputStream(answer.getBytes(StandardCharsets.UTF_8)));
    try {
      return dlq(arguments);
    } finally {
      System.setIn(terminal);
    }
  }

  private int dlq(String... arguments) {
    String[] all = new String[arguments.length + 2];
    all[0] = "dlq";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    all[all.length - 1] = "--nats-url=" + server.url();
    return run(all);
  }

  private int run(String... arguments) {
    CommandLine line = Mneme.commandLine();
    line.setOut(new PrintWriter(out, true));
    line.setErr(new PrintWriter(err, true));
    return line.execute(arguments);
  }

  private static void store(
      String user, String id, String reason, @Nullable Integer status, String detail)
      throws Exception {
    Headers headers = record(user, id, reason, status, detail);
    headers.put("ce-specversion", "1.0");
    headers.put("ce-id", id);
    headers.put("ce-source", "/test");
    headers.put("ce-type", EventType.TEXT_CAPTURED.type());
    headers.put("ce-tenant", "acme");
    headers.put("ce-userid", user);
    headers.put("ce-datacontenttype", "application/json");
    connection
        .jetStream()
        .publish(
            "mneme.deadletter.classify.acme." + user,
            headers,
            ("{\"text\":\"" + id + "\"}").getBytes(StandardCharsets.UTF_8));
  }

  private static Headers record(
      String user, String id, String reason, @Nullable Integer status, String detail) {
    Instant last = Instant.parse("2026-03-01T10:00:00Z");
    Headers headers = new Headers();
    headers.put(
        DeadLetter.HEADER,
        JsonMapper.shared()
            .writeValueAsString(
                new DeadLetter(
                    "classify",
                    reason,
                    status,
                    detail,
                    3,
                    2,
                    last.minusSeconds(60),
                    last,
                    WAITING,
                    Long.parseLong(id) + 6,
                    "mneme.text.captured.17.acme." + user,
                    0)));
    return headers;
  }

  private static long count(String stream) throws Exception {
    return management.getStreamInfo(stream).getStreamState().getMsgCount();
  }
}
