// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.audit.chain;

import dev.mneme.audit.merkle.TreeHead;
import java.math.BigInteger;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.web3j.crypto.RawTransaction;
import tools.jackson.databind.JsonNode;

/** Signs here and sends raw transactions, so that the node holds no key. */
final class EvmWriter implements AnchorWriter {
  // Fixed, because confidential EVMs estimate as address zero, which the contract turns away early.
  // Anchoring takes about 100,000 and deploying about 700,000; what is not used is not paid.
  private static final BigInteger ANCHOR_GAS = BigInteger.valueOf(300_000);
  private static final BigInteger DEPLOY_GAS = BigInteger.valueOf(2_000_000);
  private static final Duration POLL = Duration.ofMillis(250);
  private static final String SUCCESS = "0x1";

  private final EvmReader reader;
  private final ChainAddress address;
  private final Account account;
  private final Duration mined;

  EvmWriter(EvmReader reader, ChainAddress address, Account account, Duration mined) {
    this.reader = reader;
    this.address = address;
    this.account = account;
    this.mined = mined;
  }

  @Override
  public Optional<TreeHead> latest() {
    return reader.latest();
  }

  @Override
  public Optional<Anchor> find(long size) {
    return reader.find(size);
  }

  @Override
  public Anchor anchor(TreeHead head) {
    if (reader.wouldWrite(account.address(), head)) {
      send(address.contract(), AnchorAbi.anchor(head), ANCHOR_GAS);
    }
    // Not out of the receipt: where an earlier attempt's transaction came first, ours changed
    // nothing.
    return find(head.size())
        .filter(anchor -> anchor.root().equals(head.root()))
        .orElseThrow(() -> reader.refused("does not hold " + head + " after anchoring it", null));
  }

  /** Deploys the contract and returns its address. */
  String deploy(String bytecode, String anchorer) {
    return send(null, bytecode + AnchorAbi.constructor(anchorer), DEPLOY_GAS)
        .required("contractAddress")
        .asString();
  }

  /** Sends a transaction and returns the receipt of its success. */
  private JsonNode send(@Nullable String to, String data, BigInteger gas) {
    BigInteger price = reader.quantity("eth_gasPrice");
    BigInteger nonce = reader.quantity("eth_getTransactionCount", account.address(), "pending");
    RawTransaction transaction =
        RawTransaction.createTransaction(nonce, price, gas, to, BigInteger.ZERO, data);
    String hash =
        reader
            .result("eth_sendRawTransaction", account.sign(transaction, address.chainId()))
            .asString();
    JsonNode receipt = receipt(hash);
    if (!receipt.path("status").asString("").equals(SUCCESS)) {
      throw reader.refused("transaction %s was mined and reverted".formatted(hash), null);
    }
    return receipt;
  }

  private JsonNode receipt(String hash) {
    long deadline = System.nanoTime() + mined.toNanos();
    while (true) {
      JsonNode receipt = reader.result("eth_getTransactionReceipt", hash);
      if (!receipt.isNull()) {
        return receipt;
      }
      if (System.nanoTime() - deadline >= 0) {
        throw reader.refused(
            "transaction failed: %s is in no block after %s".formatted(hash, mined), null);
      }
      pause();
    }
  }

  private void pause() {
    try {
      Thread.sleep(POLL);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw reader.refused("interrupted while waiting for a block", e);
    }
  }
}
