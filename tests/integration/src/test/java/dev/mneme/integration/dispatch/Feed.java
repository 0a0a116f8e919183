// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.integration.dispatch;

import dev.mneme.binding.NatsMessageFactory;
import dev.mneme.contract.EventIds;
import dev.mneme.contract.EventType;
import dev.mneme.contract.Subjects;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.nats.client.Connection;
import io.nats.client.JetStream;
import io.nats.client.api.PublishAck;
import io.nats.client.impl.Headers;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;

/** The events of one tenant, of users that speak at random; ids say user and position. */
final class Feed {
  private static final int AT_ONCE = 1_000;

  private final String tenant;
  private final JetStream jetStream;
  private final RandomGenerator random;
  private final Map<String, List<String>> sent = new TreeMap<>();

  Feed(String tenant, Connection connection, RandomGenerator random) throws IOException {
    this.tenant = tenant;
    this.jetStream = connection.jetStream();
    this.random = random;
  }

  /** The user whom an event's id names. */
  static String user(String id) {
    return id.substring(0, id.lastIndexOf('-'));
  }

  /** Publishes events of {@code users} users; they are stored when this returns. */
  void publish(int users, int events) {
    List<CompletableFuture<PublishAck>> open = new ArrayList<>();
    for (int i = 0; i < events; i++) {
      String user = "user" + random.nextInt(users);
      List<String> before = sent.computeIfAbsent(user, first -> new ArrayList<>());
      CloudEvent event = event(user, "%s-%06d".formatted(user, before.size()));
      before.add(event.getId());
      Headers headers = new Headers();
      headers.put("Nats-Msg-Id", EventIds.message(event));
      open.add(
          jetStream.publishAsync(
              NatsMessageFactory.createWriter(Subjects.publish(event), headers)
                  .writeBinary(event)));
      if (open.size() == AT_ONCE) {
        open.forEach(CompletableFuture::join);
        open.clear();
      }
    }
    open.forEach(CompletableFuture::join);
  }

  /** Ids of what was published, in order, by user. */
  Map<String, List<String>> sent() {
    return sent;
  }

  long size() {
    return sent.values().stream().mapToLong(List::size).sum();
  }

  /** Ids by user, in the order given. */
  static Map<String, List<String>> byUser(List<String> ids) {
    Map<String, List<String>> users = new TreeMap<>();
    ids.forEach(id -> users.computeIfAbsent(user(id), first -> new ArrayList<>()).add(id));
    return users;
  }

  private CloudEvent event(String user, String id) {
    return CloudEventBuilder.v1()
        .withId(id)
        .withSource(URI.create("/test"))
        .withType(EventType.TEXT_CAPTURED.type())
        .withSubject("memory-" + id)
        .withTime(OffsetDateTime.parse("2026-03-01T08:00:00Z"))
        .withExtension("tenant", tenant)
        .withExtension("userid", user)
        .withData(
            "application/json", "{\"text\":\"%s\"}".formatted(id).getBytes(StandardCharsets.UTF_8))
        .build();
  }
}
