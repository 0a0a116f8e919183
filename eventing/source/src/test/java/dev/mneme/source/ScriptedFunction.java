// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.source;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.mneme.contract.batch.EventBatch;
import dev.mneme.contract.batch.Outcome;
import dev.mneme.contract.batch.Outcomes;
import io.cloudevents.CloudEvent;
import io.cloudevents.http.HttpMessageFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;

/** A function over real HTTP that does what a test tells it, and remembers what it was asked. */
final class ScriptedFunction implements AutoCloseable {
  /** Answers one event. */
  interface Script {
    void answer(CloudEvent event, HttpExchange exchange) throws Exception;
  }

  /** Answers a batch. */
  interface BatchScript {
    void answer(List<CloudEvent> events, HttpExchange exchange) throws Exception;
  }

  private final HttpServer server;
  private final List<List<CloudEvent>> batches = new CopyOnWriteArrayList<>();
  private volatile BatchScript batchScript = (events, exchange) -> status(exchange, 204, "");
  private final List<CloudEvent> asked = new CopyOnWriteArrayList<>();

  ScriptedFunction(Script script) throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", exchange -> answer(script, exchange));
    server.start();
  }

  URI uri() {
    return URI.create("http://localhost:" + server.getAddress().getPort() + "/");
  }

  /** Events asked about, in the order the requests came. */
  List<CloudEvent> asked() {
    return asked;
  }

  /** Batches asked about, in the order the requests came. */
  List<List<CloudEvent>> batches() {
    return batches;
  }

  void onBatch(BatchScript answers) {
    batchScript = answers;
  }

  static void outcomes(HttpExchange exchange, List<CloudEvent> events, List<Outcome> outcomes)
      throws IOException {
    exchange.getResponseHeaders().set("Content-Type", Outcomes.MEDIA_TYPE);
    byte[] body = Outcomes.write(events, outcomes);
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
  }

  /** Answers once it may, and until then is at work. */
  static Script after(CountDownLatch finish) {
    return (event, exchange) -> {
      finish.await();
      status(exchange, 204, "");
    };
  }

  static void status(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    if (bytes.length > 0) {
      exchange.getResponseBody().write(bytes);
    }
  }

  static void reply(HttpExchange exchange, CloudEvent reply) {
    HttpMessageFactory.createWriter(
            (name, value) ->
                exchange.getResponseHeaders().set(name, CeHeaders.encoded(name, value)),
            body -> {
              try {
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body);
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            })
        .writeBinary(reply);
  }

  private void answer(Script script, HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      if (EventBatch.MEDIA_TYPE.equals(exchange.getRequestHeaders().getFirst("Content-Type"))) {
        List<CloudEvent> events = EventBatch.read(body);
        asked.addAll(events);
        batches.add(events);
        batchScript.answer(events, exchange);
        return;
      }
      CloudEvent event =
          HttpMessageFactory.createReader(
                  headers ->
                      exchange
                          .getRequestHeaders()
                          .forEach(
                              (name, values) ->
                                  headers.accept(name, CeHeaders.decoded(name, values.getFirst()))),
                  body)
              .toEvent();
      asked.add(event);
      script.answer(event, exchange);
    } catch (IOException e) {
      throw e;
    } catch (Exception e) {
      throw new IOException(e);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
