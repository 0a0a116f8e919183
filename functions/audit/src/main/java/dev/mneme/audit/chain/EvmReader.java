// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.audit.chain;

import dev.mneme.audit.merkle.Hash;
import dev.mneme.audit.merkle.TreeHead;
import java.io.IOException;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.web3j.protocol.Web3j;
import org.web3j.protocol.core.DefaultBlockParameter;
import org.web3j.protocol.core.DefaultBlockParameterName;
import org.web3j.protocol.core.Request;
import org.web3j.protocol.core.Response;
import org.web3j.protocol.core.methods.request.EthFilter;
import org.web3j.protocol.core.methods.request.Transaction;
import org.web3j.protocol.core.methods.response.EthCall;
import org.web3j.protocol.core.methods.response.EthLog;

/** Reads the contract with {@code eth_call} and finds transactions by its events. */
final class EvmReader implements AnchorReader {
  private final Web3j web3;
  private final ChainAddress address;

  EvmReader(Web3j web3, ChainAddress address) {
    this.web3 = web3;
    this.address = address;
  }

  /** Makes sure that the node is on the expected chain. */
  void checkChain() {
    BigInteger chainId = result(web3.ethChainId()).getChainId();
    if (chainId.compareTo(BigInteger.valueOf(address.chainId())) != 0) {
      throw new ChainException(
          "chain id: the node says %s, expected %d".formatted(chainId, address.chainId()));
    }
  }

  /** Makes sure that there is a contract at the address. */
  void checkContract() {
    String code =
        result(web3.ethGetCode(address.contract(), DefaultBlockParameterName.LATEST)).getCode();
    if (code == null || code.length() <= 2) {
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

  /** Sends a request and passes on its answer, if it is one. */
  <T extends Response<?>> T result(Request<?, T> request) {
    T response = answer(request);
    if (response.hasError()) {
      throw refused(response.getError().getMessage(), null);
    }
    return response;
  }

  ChainException refused(@Nullable String reason, @Nullable Throwable cause) {
    return new ChainException("%s: %s".formatted(address, reason), cause);
  }

  private String call(String data) {
    EthCall response =
        answer(
            web3.ethCall(
                Transaction.createEthCallTransaction(null, address.contract(), data),
                DefaultBlockParameterName.LATEST));
    if (response.hasError()) {
      String revert = response.getError().getData();
      throw refused(
          revert == null
              ? response.getError().getMessage()
              : AnchorAbi.refusal(revert.replace("\"", "")),
          null);
    }
    return response.getValue();
  }

  private String transaction(long size, BigInteger block) {
    DefaultBlockParameter only = DefaultBlockParameter.valueOf(block);
    EthFilter filter = new EthFilter(only, only, List.of(address.contract()));
    filter.addSingleTopic(AnchorAbi.ANCHORED).addSingleTopic(AnchorAbi.topic(size));
    return result(web3.ethGetLogs(filter)).getLogs().stream()
        .map(EthLog.LogObject.class::cast)
        .map(EthLog.LogObject::getTransactionHash)
        .findFirst()
        .orElseThrow(
            () -> refused("block %s has no event for size %d".formatted(block, size), null));
  }

  private <T extends Response<?>> T answer(Request<?, T> request) {
    try {
      return request.send();
    } catch (IOException e) {
      throw refused(request.getMethod() + " failed", e);
    }
  }
}
