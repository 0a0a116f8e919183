// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.audit.chain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mneme.audit.fixture.EvmNode;
import dev.mneme.audit.fixture.RealServers;
import dev.mneme.audit.merkle.Rfc6962;
import dev.mneme.audit.merkle.TreeHead;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.web3j.abi.FunctionEncoder;
import org.web3j.abi.datatypes.Address;
import org.web3j.abi.datatypes.Function;
import tools.jackson.databind.JsonNode;

/** The contract's own rules, with transactions that nothing on our side has checked before. */
@ExtendWith(RealServers.class)
class AuditAnchorContractTest {
  private static final String OWNER = "0xf39fd6e51aad88f6f4ce6ab8827279cfffb92266";
  private static final String OTHER = "0x70997970c51812dc3a010c7d01b50e0d17dc79c8";
  private static final TreeHead HEAD = new TreeHead(5, Rfc6962.leaf(new byte[] {5}));
  private static final TreeHead SMALLER = new TreeHead(4, Rfc6962.leaf(new byte[] {4}));
  private static final TreeHead FORK = new TreeHead(5, Rfc6962.leaf(new byte[] {6}));

  private EvmNode node;

  private ChainAddress address;

  @BeforeEach
  void deploy(EvmNode shared) {
    node = shared;
    address = node.deploy();
  }

  @Test
  void announcesAnAnchorOnceAndLeavesARepetitionWithoutEffect() {
    // When
    JsonNode first = transact(OWNER, AnchorAbi.anchor(HEAD));
    JsonNode second = transact(OWNER, AnchorAbi.anchor(HEAD));

    // Then
    assertThat(succeeded(first)).isTrue();
    assertThat(succeeded(second)).isTrue();
    assertThat(first.required("logs")).hasSize(1);
    assertThat(second.required("logs")).isEmpty();
    assertThat(EvmChain.reader(address).find(5).orElseThrow().transaction())
        .isEqualTo(first.required("transactionHash").stringValue());
  }

  @Test
  void revertsWhatWouldRewriteHistory() {
    // Given
    transact(OWNER, AnchorAbi.anchor(HEAD));

    // When // Then
    assertThat(succeeded(transact(OWNER, AnchorAbi.anchor(SMALLER)))).isFalse();
    assertThat(succeeded(transact(OWNER, AnchorAbi.anchor(FORK)))).isFalse();
    assertThat(EvmChain.reader(address).latest()).contains(HEAD);
  }

  @Test
  void letsTheOwnerReplaceTheAnchorer() {
    // Given
    assertThat(succeeded(transact(OTHER, AnchorAbi.anchor(HEAD)))).isFalse();

    // When
    assertThat(succeeded(transact(OTHER, appoint(OTHER)))).as("not by a stranger").isFalse();
    assertThat(succeeded(transact(OWNER, appoint(OTHER)))).isTrue();

    // Then
    assertThat(succeeded(transact(OTHER, AnchorAbi.anchor(HEAD)))).isTrue();
  }

  @Test
  void staysWithinTheGasThatIsSetAside() {
    // When
    JsonNode receipt = transact(OWNER, AnchorAbi.anchor(HEAD));

    // Then
    long used = Long.decode(receipt.required("gasUsed").stringValue());
    assertThat(used).isLessThan(150_000);
  }

  private static boolean succeeded(JsonNode receipt) {
    return receipt.required("status").stringValue().equals("0x1");
  }

  private static String appoint(String next) {
    return FunctionEncoder.encode(new Function("appoint", List.of(new Address(next)), List.of()));
  }

  private JsonNode transact(String from, String data) {
    // A gas limit of our own, or the node would refuse a reverting transaction before mining it.
    String transaction =
        "[{\"from\":\"%s\",\"to\":\"%s\",\"data\":\"%s\",\"gas\":\"0x493e0\"}]"
            .formatted(from, address.contract(), data);
    String hash = node.ask("eth_sendTransaction", transaction).stringValue();
    return node.ask("eth_getTransactionReceipt", "[\"" + hash + "\"]");
  }
}
