// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.audit.chain;

import dev.mneme.audit.merkle.TreeHead;
import java.io.IOException;
import java.math.BigInteger;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.web3j.crypto.Credentials;
import org.web3j.protocol.Web3j;
import org.web3j.protocol.core.methods.response.EthSendTransaction;
import org.web3j.protocol.core.methods.response.TransactionReceipt;
import org.web3j.protocol.exceptions.TransactionException;
import org.web3j.tx.RawTransactionManager;
import org.web3j.tx.response.PollingTransactionReceiptProcessor;

/** Signs here and sends raw transactions, so that the node holds no key. */
final class EvmWriter implements AnchorWriter {
  // Fixed, because confidential EVMs estimate as address zero, which the contract turns away early.
  // Anchoring takes about 100,000 and deploying about 700,000; what is not used is not paid.
  private static final BigInteger ANCHOR_GAS = BigInteger.valueOf(300_000);
  private static final BigInteger DEPLOY_GAS = BigInteger.valueOf(2_000_000);
  private static final Duration POLL = Duration.ofMillis(250);

  private final Web3j web3;
  private final ChainAddress address;
  private final EvmReader reader;
  private final String sender;
  private final RawTransactionManager transactions;
  private final PollingTransactionReceiptProcessor receipts;

  EvmWriter(
      Web3j web3, EvmReader reader, ChainAddress address, Credentials credentials, Duration mined) {
    this.web3 = web3;
    this.address = address;
    this.reader = reader;
    this.sender = credentials.getAddress();
    this.transactions = new RawTransactionManager(web3, credentials, address.chainId());
    this.receipts =
        new PollingTransactionReceiptProcessor(
            web3, POLL.toMillis(), Math.toIntExact(mined.dividedBy(POLL)));
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
    if (reader.wouldWrite(sender, head)) {
      send(address.contract(), AnchorAbi.anchor(head), ANCHOR_GAS);
    }
    // Not out of the receipt: where an earlier attempt's transaction came first, ours changed
    // nothing.
    return find(head.size())
        .filter(anchor -> anchor.head().equals(head))
        .orElseThrow(() -> reader.refused("does not hold " + head + " after anchoring it", null));
  }

  /** Deploys the contract and returns its address. */
  String deploy(String bytecode, String anchorer) {
    return send(null, bytecode + AnchorAbi.constructor(anchorer), DEPLOY_GAS).getContractAddress();
  }

  private TransactionReceipt send(@Nullable String to, String data, BigInteger gas) {
    try {
      BigInteger price = reader.result(web3.ethGasPrice()).getGasPrice();
      EthSendTransaction sent = transactions.sendTransaction(price, gas, to, data, BigInteger.ZERO);
      if (sent.hasError()) {
        throw reader.refused("transaction refused: " + sent.getError().getMessage(), null);
      }
      TransactionReceipt receipt = receipts.waitForTransactionReceipt(sent.getTransactionHash());
      if (!receipt.isStatusOK()) {
        throw reader.refused(
            "transaction %s was mined and reverted".formatted(receipt.getTransactionHash()), null);
      }
      return receipt;
    } catch (TransactionException e) {
      throw reader.refused("transaction failed: " + e.getMessage(), e);
    } catch (IOException e) {
      throw reader.refused("transaction failed", e);
    }
  }
}
