// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mneme.audit.chain.ChainAddress;
import dev.mneme.audit.chain.EvmChain;
import dev.mneme.audit.fixture.EvmNode;
import dev.mneme.audit.fixture.RealServers;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(RealServers.class)
class DeployContractTest {
  private final Map<String, String> environment = new HashMap<>();
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private EvmNode node;

  @BeforeEach
  void configure(EvmNode shared) {
    node = shared;
    environment.put("MNEME_CHAIN_RPC_URL", node.rpc().toString());
    environment.put("MNEME_CHAIN_ID", "31337");
    environment.put("MNEME_CHAIN_KEY", node.key());
  }

  @Test
  void printsWhereTheContractIs() {
    // When
    int status = run();

    // Then
    assertThat(status).isZero();
    String address = out.toString(UTF_8).strip();
    assertThat(EvmChain.reader(new ChainAddress(node.rpc(), 31337, address)).latest()).isEmpty();
  }

  @Test
  void saysInOneLineWhyNot() {
    // Given
    environment.put("MNEME_CHAIN_ID", "23295");

    // When
    int status = run();

    // Then
    assertThat(status).isEqualTo(1);
    assertThat(out.toString(UTF_8)).isEmpty();
    assertThat(err.toString(UTF_8))
        .isEqualToIgnoringNewLines("chain id: the node says 31337, expected 23295");
  }

  private int run() {
    return DeployContract.run(
        environment, new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8));
  }
}
