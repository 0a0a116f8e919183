// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.audit.chain;

import dev.mneme.audit.merkle.Hash;
import dev.mneme.audit.merkle.TreeHead;
import java.io.IOException;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.web3j.exceptions.MessageDecodingException;
import org.web3j.utils.Numeric;
import tools.jackson.databind.JsonNode;

/** Reads the contract with {@code eth_call} and finds transactions by its events. */
final class EvmReader implements AnchorReader {
  private static final String LATEST = "latest";

  private final JsonRpc node;
  private final ChainAddress address;

  EvmReader(JsonRpc node, ChainAddress address) {
    this.node = node;
    this.address = address;
  }

  /** Makes sure that the node is on the expected chain. */
  void checkChain() {
    BigInteger chainId = quantity("eth_chainId");
    if (chainId.compareTo(BigInteger.valueOf(address.chainId())) != 0) {
      throw new ChainException(
          "chain id: the node says %s, expected %d".formatted(chainId, address.chainId()));
    }
  }

  /** Makes sure that there is a contract at the address. */
  void checkContract() {
    String code = result("eth_getCode", address.contract(), LATEST).asString("");
    if (code.length() <= 2) {
      throw refused("there is no code at this address", null);
    }
  }

  @Override
  public Optional<TreeHead> latest() {
    String answer = call(AnchorAbi.latest());
    long size = AnchorAbi.number(answer, 0).longValueExact();
    return size == 0
        ? Optional.empty()
        : Optional.of(new TreeHead(size, AnchorAbi.hash(answer, 1)));
  }

  @Override
  public Optional<Anchor> find(long size) {
    String answer = call(AnchorAbi.anchorAt(size));
    BigInteger block = AnchorAbi.number(answer, 1);
    if (block.signum() == 0) {
      return Optional.empty();
    }
    Hash root = AnchorAbi.hash(answer, 0);
    return Optional.of(
        new Anchor(
            size,
            root,
            address.chainId(),
            address.contract(),
            transaction(size, block),
            block.longValueExact()));
  }

  /** Whether anchoring would write; the contract's refusal is an exception. */
  boolean wouldWrite(String sender, TreeHead head) {
    return AnchorAbi.number(call(AnchorAbi.check(sender, head)), 0).signum() != 0;
  }

  /** Asks the node; its refusal is an exception. */
  JsonNode result(String method, Object... parameters) {
    try {
      return answer(method, parameters);
    } catch (RpcRefusal e) {
      throw refused(e.getMessage(), null);
    }
  }

  /** Asks the node for a number. */
  BigInteger quantity(String method, Object... parameters) {
    String answer = result(method, parameters).asString("");
    try {
      return Numeric.decodeQuantity(answer);
    } catch (MessageDecodingException e) {
      throw refused("%s answered '%s', not a number".formatted(method, answer), e);
    }
  }

  ChainException refused(@Nullable String reason, @Nullable Throwable cause) {
    return new ChainException("%s: %s".formatted(address, reason), cause);
  }

  private String call(String data) {
    try {
      return answer("eth_call", Map.of("to", address.contract(), "data", data), LATEST)
          .asString("");
    } catch (RpcRefusal e) {
      String revert = e.data();
      throw refused(revert == null ? e.getMessage() : AnchorAbi.refusal(revert), null);
    }
  }

  private String transaction(long size, BigInteger block) {
    String only = Numeric.encodeQuantity(block);
    JsonNode logs =
        result(
            "eth_getLogs",
            Map.of(
                "fromBlock",
                only,
                "toBlock",
                only,
                "address",
                address.contract(),
                "topics",
                List.of(AnchorAbi.ANCHORED, AnchorAbi.topic(size))));
    if (logs.isEmpty()) {
      throw refused("block %s has no event for size %d".formatted(block, size), null);
    }
    return logs.required(0).required("transactionHash").asString();
  }

  private JsonNode answer(String method, Object... parameters) throws RpcRefusal {
    try {
      return node.ask(method, parameters);
    } catch (IOException e) {
      throw refused(method + " failed", e);
    }
  }
}
