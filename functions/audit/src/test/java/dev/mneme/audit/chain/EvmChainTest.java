// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.audit.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.mneme.audit.fixture.EvmNode;
import dev.mneme.audit.fixture.RealServers;
import dev.mneme.audit.merkle.Hash;
import dev.mneme.audit.merkle.Rfc6962;
import dev.mneme.audit.merkle.TreeHead;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(RealServers.class)
class EvmChainTest {
  private static final Hash ROOT = Rfc6962.leaf(new byte[] {1});
  private static final Hash OTHER_ROOT = Rfc6962.leaf(new byte[] {2});

  private EvmNode node;

  private ChainAddress address;
  private AnchorWriter chain;

  @BeforeEach
  void deploy(EvmNode shared) {
    node = shared;
    address = node.deploy();
    chain = EvmChain.writer(address, node.key(), EvmNode.MINED);
  }

  @Test
  void startsWithoutAnAnchor() {
    assertThat(chain.latest()).isEmpty();
    assertThat(chain.find(1)).isEmpty();
  }

  @Test
  void keepsEveryAnchorReadable() {
    // When
    Anchor first = chain.anchor(new TreeHead(3, ROOT));
    Anchor second = chain.anchor(new TreeHead(7, OTHER_ROOT));

    // Then
    AnchorReader anybody = EvmChain.reader(address);
    assertThat(anybody.latest()).contains(new TreeHead(7, OTHER_ROOT));
    assertThat(anybody.find(3)).contains(first);
    assertThat(anybody.find(7)).contains(second);
    assertThat(anybody.find(5)).isEmpty();
    assertThat(first.transaction()).matches("0x[0-9a-f]{64}").isNotEqualTo(second.transaction());
    assertThat(second.block()).isGreaterThan(first.block());
    assertThat(
            node.ask("eth_getTransactionReceipt", "[\"" + first.transaction() + "\"]")
                .required("to")
                .stringValue())
        .isEqualToIgnoringCase(address.contract());
  }

  @Test
  void anchorsTheSameHeadOnce() {
    // Given
    Anchor first = chain.anchor(new TreeHead(3, ROOT));
    long block = node.blockNumber();

    // When
    Anchor again = chain.anchor(new TreeHead(3, ROOT));

    // Then
    assertThat(again).isEqualTo(first);
    assertThat(node.blockNumber()).as("no transaction was sent").isEqualTo(block);
  }

  @Test
  void refusesAShrinkingLog() {
    // Given
    chain.anchor(new TreeHead(7, ROOT));

    // When // Then
    assertThatExceptionOfType(ChainException.class)
        .isThrownBy(() -> chain.anchor(new TreeHead(6, OTHER_ROOT)))
        .withMessageEndingWith("Shrinking(7, 6)");
    assertThat(chain.find(6)).isEmpty();
  }

  @Test
  void refusesAnotherRootForTheSameSize() {
    // Given
    chain.anchor(new TreeHead(7, ROOT));

    // When // Then
    assertThatExceptionOfType(ChainException.class)
        .isThrownBy(() -> chain.anchor(new TreeHead(7, OTHER_ROOT)))
        .withMessageEndingWith("Forked(7, 0x%s, 0x%s)".formatted(ROOT, OTHER_ROOT));
    assertThat(chain.latest()).contains(new TreeHead(7, ROOT));
  }

  @Test
  void refusesTheEmptyTreeAndTheZeroRoot() {
    assertThatExceptionOfType(ChainException.class)
        .isThrownBy(() -> chain.anchor(new TreeHead(0, ROOT)))
        .withMessageEndingWith("NotATreeHead(0, 0x%s)".formatted(ROOT));
    assertThatExceptionOfType(ChainException.class)
        .isThrownBy(() -> chain.anchor(new TreeHead(1, Hash.of(new byte[32]))))
        .withMessageContaining("NotATreeHead(1, ");
  }

  @Test
  void refusesAStranger() {
    // Given
    AnchorWriter stranger = EvmChain.writer(address, EvmNode.OTHER_KEY, EvmNode.MINED);

    // When // Then
    assertThatExceptionOfType(ChainException.class)
        .isThrownBy(() -> stranger.anchor(new TreeHead(1, ROOT)))
        .withMessageEndingWith("NotAuthorised(0x70997970c51812dc3a010c7d01b50e0d17dc79c8)");
  }

  @Test
  void givesUpWaitingForABlockAndFindsTheAnchorLater() {
    // Given
    AnchorWriter impatient = EvmChain.writer(address, node.key(), Duration.ofMillis(500));
    node.ask("evm_setAutomine", "[false]");

    // When
    try {
      assertThatExceptionOfType(ChainException.class)
          .isThrownBy(() -> impatient.anchor(new TreeHead(4, ROOT)))
          .withMessageContaining("transaction failed");
    } finally {
      node.ask("evm_mine", "[]");
      node.ask("evm_setAutomine", "[true]");
    }

    // Then
    Anchor anchor = impatient.anchor(new TreeHead(4, ROOT));
    assertThat(anchor.head()).isEqualTo(new TreeHead(4, ROOT));
    assertThat(anchor.block()).isEqualTo(node.blockNumber());
  }

  @Test
  void namesTheChainThatItFoundInsteadOfTheExpected() {
    // Given
    ChainAddress elsewhere = new ChainAddress(node.rpc(), 23294, address.contract());

    // When // Then
    assertThatExceptionOfType(ChainException.class)
        .isThrownBy(() -> EvmChain.reader(elsewhere))
        .withMessage("chain id: the node says 31337, expected 23294");
  }

  @Test
  void saysThatNoContractIsThere() {
    // Given
    String empty = "0x" + "12".repeat(20);

    // When // Then
    assertThatExceptionOfType(ChainException.class)
        .isThrownBy(() -> EvmChain.reader(new ChainAddress(node.rpc(), 31337, empty)))
        .withMessageContaining(empty)
        .withMessageEndingWith("there is no code at this address");
  }

  @Test
  void saysThatNobodyAnswers() {
    // Given
    URI nobody = URI.create("http://127.0.0.1:1/secret-token");

    // When // Then
    assertThatExceptionOfType(ChainException.class)
        .isThrownBy(() -> EvmChain.reader(new ChainAddress(nobody, 31337, address.contract())))
        .withMessageContaining("eth_chainId failed")
        .withMessageNotContaining("secret-token");
  }

  @Test
  void refusesMalformedAddressAndKeyWithoutShowingTheKey() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ChainAddress(node.rpc(), 31337, "0x12"))
        .withMessage("contract: got '0x12', expected 0x and 40 hexadecimal digits");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> EvmChain.writer(address, "secret", EvmNode.MINED))
        .withMessageNotContaining("secret");
  }
}
