// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.audit.chain;

import java.net.URI;
import java.time.Duration;
import java.util.regex.Pattern;
import org.web3j.crypto.Credentials;
import org.web3j.protocol.Web3j;

/** Opens an anchor contract on an EVM chain. Each call asks the node at once. */
public final class EvmChain {
  private static final Pattern KEY = Pattern.compile("(0x)?[0-9a-fA-F]{64}");
  private static final String NO_CONTRACT = "0x" + "0".repeat(40);

  private EvmChain() {}

  /**
   * Opens a contract for reading; needs no key.
   *
   * @throws ChainException when the node is on another chain or the contract is not there
   */
  public static AnchorReader reader(ChainAddress address) {
    return checked(web3(address.rpc()), address);
  }

  /**
   * Opens a contract for anchoring.
   *
   * @param key the anchorer's private key, 64 hexadecimal digits
   * @param mined how long to wait for a transaction to stand in a block
   * @throws ChainException when the node is on another chain or the contract is not there
   */
  public static AnchorWriter writer(ChainAddress address, String key, Duration mined) {
    Web3j web3 = web3(address.rpc());
    return new EvmWriter(web3, checked(web3, address), address, credentials(key), mined);
  }

  /**
   * Deploys a contract whose owner and first anchorer is the key's account.
   *
   * @param bytecode of the compiled contract, {@code 0x} and hexadecimal digits
   * @return where it is now
   */
  public static ChainAddress deploy(
      URI rpc, long chainId, String key, String bytecode, Duration mined) {
    Credentials owner = credentials(key);
    Web3j web3 = web3(rpc);
    ChainAddress nowhere = new ChainAddress(rpc, chainId, NO_CONTRACT);
    EvmReader chain = new EvmReader(web3, nowhere);
    chain.checkChain();
    EvmWriter writer = new EvmWriter(web3, chain, nowhere, owner, mined);
    return new ChainAddress(rpc, chainId, writer.deploy(bytecode, owner.getAddress()));
  }

  private static EvmReader checked(Web3j web3, ChainAddress address) {
    EvmReader reader = new EvmReader(web3, address);
    reader.checkChain();
    reader.checkContract();
    return reader;
  }

  private static Web3j web3(URI rpc) {
    return Web3j.build(new JsonRpc(rpc));
  }

  private static Credentials credentials(String key) {
    if (!KEY.matcher(key).matches()) {
      throw new IllegalArgumentException("chain key: expected 64 hexadecimal digits (not shown)");
    }
    return Credentials.create(key);
  }
}
