// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.terraform;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.Executors;

/**
 * As much of AWS as a plan of something that does not exist yet asks for: whose account it is (STS)
 * and a random password (Secrets Manager). Everything else is refused, so that a plan which needs
 * more fails.
 */
final class AwsStub implements AutoCloseable {
  static final String ACCOUNT = "123456789012";

  private static final String IDENTITY =
      """
      <GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">
        <GetCallerIdentityResult>
          <Arn>arn:aws:iam::%1$s:user/plan</Arn><UserId>AIDAPLAN</UserId><Account>%1$s</Account>
        </GetCallerIdentityResult>
        <ResponseMetadata><RequestId>0</RequestId></ResponseMetadata>
      </GetCallerIdentityResponse>
      """
          .formatted(ACCOUNT);

  private final HttpServer server;

  private AwsStub(HttpServer server) {
    this.server = server;
  }

  static AwsStub start() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", AwsStub::answer);
    server.start();
    return new AwsStub(server);
  }

  String url() {
    return "http://localhost:" + server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private static void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
      String target = String.valueOf(exchange.getRequestHeaders().getFirst("X-Amz-Target"));
      if (body.contains("Action=GetCallerIdentity&")) {
        reply(exchange, 200, "text/xml", IDENTITY);
      } else if (target.equals("secretsmanager.GetRandomPassword")) {
        reply(exchange, 200, "application/x-amz-json-1.1", "{\"RandomPassword\": \"random\"}");
      } else {
        String asked = target + " " + body;
        reply(
            exchange,
            400,
            "text/xml",
            "<ErrorResponse><Error><Code>NotInAPlan</Code><Message>a plan asked for "
                + asked.replaceAll("[<&>]", "?")
                + "</Message></Error></ErrorResponse>");
      }
    }
  }

  private static void reply(HttpExchange exchange, int status, String type, String body)
      throws IOException {
    byte[] bytes = body.getBytes(UTF_8);
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }
}
