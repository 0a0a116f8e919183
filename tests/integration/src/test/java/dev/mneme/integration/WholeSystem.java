// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.integration;

import dev.mneme.binding.NatsMessageFactory;
import dev.mneme.contract.EventIds;
import dev.mneme.contract.UserKey;
import dev.mneme.local.stack.Endpoints;
import dev.mneme.local.stack.Installation;
import dev.mneme.local.stack.RunningSystem;
import dev.mneme.source.deadletter.DeadLetter;
import io.cloudevents.CloudEvent;
import io.nats.client.Connection;
import io.nats.client.JetStreamManagement;
import io.nats.client.Message;
import io.nats.client.Nats;
import io.nats.client.impl.Headers;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Everything that {@code ./mneme up} starts, once for all tests of the module. */
final class WholeSystem implements AutoCloseable {
  private static final Path ROOT = Path.of("..", "..").toAbsolutePath().normalize();

  private static final Duration LIMIT = Duration.ofSeconds(10);

  private final Path home;
  private final RunningSystem system;
  private final Connection connection;
  private final HttpClient http = HttpClient.newHttpClient();
  private final Map<String, DeadLetter> deadLetters = new ConcurrentHashMap<>();
  private final Map<String, DeadLetter> deadLettersBySubject = new ConcurrentHashMap<>();

  private WholeSystem(Path home) throws Exception {
    this.home = home;
    Path cache =
        Optional.ofNullable(System.getenv("MNEME_CACHE"))
            .map(Path::of)
            .orElse(Path.of(System.getProperty("user.home"), ".mneme", "cache"));
    system =
        RunningSystem.in(home, new Installation(ROOT, cache), RunningSystem.TRAINING_THRESHOLD);
    system.start((part, time) -> {});
    connection = Nats.connect(endpoints().nats());
    connection.createDispatcher().subscribe("mneme.deadletter.>", this::ended);
    connection.flush(LIMIT);
  }

  /** Gives the one running system to whichever test asks for it. */
  static final class Provider implements ParameterResolver {
    private static final ExtensionContext.Namespace NAMESPACE =
        ExtensionContext.Namespace.create(WholeSystem.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
      return parameter.getParameter().getType() == WholeSystem.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
      return context
          .getRoot()
          .getStore(NAMESPACE)
          .computeIfAbsent(WholeSystem.class, key -> start(), WholeSystem.class);
    }

    private static WholeSystem start() {
      try {
        return new WholeSystem(Files.createTempDirectory("mneme-integration"));
      } catch (Exception e) {
        throw new IllegalStateException("the system did not start", e);
      }
    }
  }

  Endpoints endpoints() {
    return system.endpoints();
  }

  /** Where all parts keep their files, each in a directory that has its name. */
  Path home() {
    return home;
  }

  /** A connection that row security does not hold back. */
  java.sql.Connection superuser() throws SQLException {
    return DriverManager.getConnection(
        system.postgres().jdbcUrl(), system.postgres().user(), system.postgres().password());
  }

  /** Ends a part's process with SIGKILL. */
  void kill(String part) throws Exception {
    String pid = Files.readString(home.resolve("run").resolve(part + ".pid")).strip();
    ProcessHandle process = ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
    process.destroyForcibly();
    process.onExit().join();
  }

  /** Starts a part again that was killed. */
  void startAgain(String part) {
    system.startAgain(part);
  }

  HttpResponse<String> post(URI uri, String contentType, byte[] body) throws Exception {
    return http.send(request(uri, contentType, body).build(), BodyHandlers.ofString());
  }

  /** Sends something to the gateway, with its owner's token. */
  HttpResponse<String> give(UserKey owner, String path, String contentType, byte[] body)
      throws Exception {
    String token = RunningSystem.issuerOf(home).token(owner, Duration.ofMinutes(1));
    return http.send(
        request(endpoints().capture().resolve(path), contentType, body)
            .header("Authorization", "Bearer " + token)
            .build(),
        BodyHandlers.ofString());
  }

  private static HttpRequest.Builder request(URI uri, String contentType, byte[] body) {
    return HttpRequest.newBuilder(uri)
        .header("Content-Type", contentType)
        .POST(HttpRequest.BodyPublishers.ofByteArray(body));
  }

  /** Hands a memory to the gateway, as JSON. */
  HttpResponse<String> capture(UserKey owner, String json) throws Exception {
    return give(owner, "/v1/memories", "application/json", json.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Asks the gateway for something to be forgotten.
   *
   * @param id of the event
   * @param wish its data, as JSON
   */
  HttpResponse<String> forget(UserKey owner, String id, String wish) throws Exception {
    return give(
        owner,
        "/v1/events",
        "application/cloudevents+json",
        """
        {"specversion":"1.0","id":"%1$s","source":"/test","subject":"%1$s",
         "type":"dev.mneme.erasure.requested.v1","time":"%2$s",
         "datacontenttype":"application/json","data":%3$s}\
        """
            .formatted(id, Instant.now(), wish)
            .getBytes(StandardCharsets.UTF_8));
  }

  /** Publishes past the gateway, as nobody should but anybody with the credentials could. */
  void publish(String subject, CloudEvent event) throws Exception {
    Headers headers = new Headers();
    headers.put("Nats-Msg-Id", EventIds.message(event));
    connection
        .jetStream()
        .publish(NatsMessageFactory.createWriter(subject, headers).writeBinary(event));
  }

  /** To look after what lies in streams, as {@code ./mneme dlq} does. */
  JetStreamManagement streams() throws IOException {
    return connection.jetStreamManagement();
  }

  void publish(Message message) throws Exception {
    connection.jetStream().publish(message);
  }

  Optional<DeadLetter> deadLetter(String eventId) {
    return Optional.ofNullable(deadLetters.get(eventId));
  }

  /** The dead letter of an event about a memory. */
  Optional<DeadLetter> deadLetterAbout(String memory) {
    return Optional.ofNullable(deadLettersBySubject.get(memory));
  }

  /** The first column of a query, whosever rows they are. */
  List<String> rows(String sql, String... parameters) {
    try (java.sql.Connection database = superuser();
        PreparedStatement statement = database.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setString(i + 1, parameters[i]);
      }
      List<String> rows = new ArrayList<>();
      try (ResultSet result = statement.executeQuery()) {
        while (result.next()) {
          rows.add(result.getString(1));
        }
      }
      return rows;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private void ended(Message message) {
    DeadLetter record = DeadLetter.of(message);
    deadLetters.put(header(message, "ce-id"), record);
    deadLettersBySubject.put(header(message, "ce-subject"), record);
  }

  private static String header(Message message, String name) {
    return String.valueOf(message.getHeaders().getFirst(name));
  }

  @Override
  public void close() throws Exception {
    connection.close();
    http.close();
    system.close();
  }
}
