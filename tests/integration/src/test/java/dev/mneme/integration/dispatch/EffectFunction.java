// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.integration.dispatch;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.mneme.contract.EventType;
import dev.mneme.contract.LifeCategory;
import dev.mneme.contract.Replies;
import dev.mneme.contract.batch.EventBatch;
import dev.mneme.contract.batch.Outcome;
import dev.mneme.contract.batch.Outcomes;
import dev.mneme.contract.data.MemoryPersisted;
import io.cloudevents.CloudEvent;
import io.cloudevents.http.HttpMessageFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A function whose effect is a row in a database. It takes single events and batches; to a batch it
 * answers in both ways that there are, by turns.
 */
final class EffectFunction {
  static final String DATABASE = "EFFECTS_DATABASE";
  static final String USER = "EFFECTS_USER";
  static final String PASSWORD = "EFFECTS_PASSWORD";

  /** How long each request takes, ISO 8601. */
  static final String WORK = "EFFECTS_WORK";

  private static final Logger LOG = LoggerFactory.getLogger(EffectFunction.class);

  private final EffectWriter effects;
  private final Duration work;
  private final AtomicLong batches = new AtomicLong();

  private EffectFunction(EffectWriter effects, Duration work) {
    this.effects = effects;
    this.work = work;
  }

  public static void main(String[] args) throws Exception {
    EffectWriter effects =
        new EffectWriter(System.getenv(DATABASE), System.getenv(USER), System.getenv(PASSWORD));
    EffectFunction function = new EffectFunction(effects, Duration.parse(System.getenv(WORK)));
    InetSocketAddress address =
        new InetSocketAddress(
            InetAddress.getLoopbackAddress(), Integer.parseInt(System.getenv("PORT")));
    HttpServer server = HttpServer.create(address, 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", function::answer);
    server.start();
    LOG.info("listening on {}", address);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      String type = exchange.getRequestHeaders().getFirst("Content-Type");
      LockSupport.parkNanos(work.toNanos());
      if (type != null && type.startsWith(EventBatch.MEDIA_TYPE)) {
        answer(exchange, EventBatch.read(body));
      } else {
        CloudEvent event = event(exchange, body);
        effects.write(List.of(event));
        HttpMessageFactory.createWriter(
                exchange.getResponseHeaders()::set, data -> send(exchange, data))
            .writeBinary(reply(event));
      }
    } catch (SQLException e) {
      LOG.warn("no effect", e);
      exchange.sendResponseHeaders(503, -1);
    }
  }

  private void answer(HttpExchange exchange, List<CloudEvent> events) throws SQLException {
    effects.write(events);
    List<CloudEvent> replies = events.stream().map(EffectFunction::reply).toList();
    if (batches.incrementAndGet() % 2 == 0) {
      exchange.getResponseHeaders().set("Content-Type", EventBatch.MEDIA_TYPE);
      send(exchange, EventBatch.write(replies));
    } else {
      exchange.getResponseHeaders().set("Content-Type", Outcomes.MEDIA_TYPE);
      List<Outcome> outcomes =
          replies.stream().<Outcome>map(reply -> new Outcome.Done(List.of(reply))).toList();
      send(exchange, Outcomes.write(events, outcomes));
    }
  }

  private static CloudEvent reply(CloudEvent event) {
    return Replies.of("effects", event)
        .add(
            EventType.MEMORY_PERSISTED,
            String.valueOf(event.getSubject()),
            new MemoryPersisted(LifeCategory.WORK, "0".repeat(64), 1))
        .list()
        .getFirst();
  }

  private static CloudEvent event(HttpExchange exchange, byte[] body) {
    return HttpMessageFactory.createReader(
            headers ->
                exchange
                    .getRequestHeaders()
                    .forEach((name, values) -> headers.accept(name, values.getFirst())),
            body)
        .toEvent();
  }

  private static void send(HttpExchange exchange, byte[] body) {
    try {
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
