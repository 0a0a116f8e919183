// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.audit.chain;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class JsonRpcTest {
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final Set<InetSocketAddress> callers = ConcurrentHashMap.newKeySet();

  private HttpServer server;
  private JsonRpc rpc;
  private int status = 200;
  private String answer = "{}";

  @BeforeEach
  void serve() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          callers.add(exchange.getRemoteAddress());
          asked.add(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
          exchange.sendResponseHeaders(status, answer.getBytes(UTF_8).length);
          exchange.getResponseBody().write(answer.getBytes(UTF_8));
          exchange.close();
        });
    server.start();
    rpc = new JsonRpc(URI.create("http://127.0.0.1:" + server.getAddress().getPort()));
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void passesOnTheResult() throws Exception {
    // Given
    answer = "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":\"0x7\"}";

    // When // Then
    assertThat(rpc.ask("eth_getCode", "0x12", "latest").asString()).isEqualTo("0x7");
    assertThat(JsonMapper.shared().readTree(asked.getFirst()))
        .isEqualTo(
            JsonMapper.shared()
                .readTree(
                    """
                    {"jsonrpc": "2.0", "id": 1, "method": "eth_getCode",
                     "params": ["0x12", "latest"]}
                    """));
  }

  @Test
  void asksThroughOneConnection() throws Exception {
    // Given
    answer = "{\"id\":1,\"result\":true}";

    // When
    for (int i = 0; i < 3; i++) {
      rpc.ask("eth_blockNumber");
    }

    // Then
    assertThat(asked).hasSize(3);
    assertThat(callers).hasSize(1);
  }

  @Test
  void aResultMayBeNull() throws Exception {
    // Given
    answer = "{\"id\":1,\"result\":null}";

    // When // Then
    assertThat(rpc.ask("eth_getTransactionReceipt", "0x12").isNull()).isTrue();
  }

  @Test
  void anErrorKeepsItsMessageAndWhatTheContractSaid() {
    // Given
    answer = "{\"id\":1,\"error\":{\"code\":3,\"message\":\"reverted\",\"data\":\"0x08\"}}";

    // When // Then
    assertThatExceptionOfType(RpcRefusal.class)
        .isThrownBy(() -> rpc.ask("eth_call"))
        .withMessage("reverted")
        .satisfies(refusal -> assertThat(refusal.data()).isEqualTo("0x08"));
  }

  @Test
  void whatIsNoAnswerIsAFailure() {
    answer = "{\"id\":1}";
    assertThatIOException().isThrownBy(() -> rpc.ask("a")).withMessageContaining("neither result");

    answer = "<html>";
    assertThatIOException().isThrownBy(() -> rpc.ask("a")).withMessage("the answer is not JSON");

    status = 503;
    assertThatIOException().isThrownBy(() -> rpc.ask("a")).withMessage("HTTP status 503");
  }
}
