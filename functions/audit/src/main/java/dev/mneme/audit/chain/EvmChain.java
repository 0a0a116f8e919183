// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.audit.chain;

import java.net.URI;
import java.time.Duration;

/** Opens an anchor contract on an EVM chain. Each call asks the node at once. */
public final class EvmChain {
  private static final String NO_CONTRACT = "0x" + "0".repeat(40);

  private EvmChain() {}

  /**
   * Opens a contract for reading; needs no key.
   *
   * @throws ChainException when the node is on another chain or the contract is not there
   */
  public static AnchorReader reader(ChainAddress address) {
    return checked(new JsonRpc(address.rpc()), address);
  }

  /**
   * Opens a contract for anchoring.
   *
   * @param key the anchorer's private key, 64 hexadecimal digits
   * @param mined how long to wait for a transaction to stand in a block
   * @throws ChainException when the node is on another chain or the contract is not there
   */
  public static AnchorWriter writer(ChainAddress address, String key, Duration mined) {
    Account account = Account.of(key);
    EvmReader reader = checked(new JsonRpc(address.rpc()), address);
    return new EvmWriter(reader, address, account, mined);
  }

  /**
   * Deploys a contract whose owner and first anchorer is the key's account.
   *
   * @param bytecode of the compiled contract, {@code 0x} and hexadecimal digits
   * @return where it is now
   */
  public static ChainAddress deploy(
      URI rpc, long chainId, String key, String bytecode, Duration mined) {
    Account owner = Account.of(key);
    ChainAddress nowhere = new ChainAddress(rpc, chainId, NO_CONTRACT);
    EvmReader chain = new EvmReader(new JsonRpc(rpc), nowhere);
    chain.checkChain();
    EvmWriter writer = new EvmWriter(chain, nowhere, owner, mined);
    return new ChainAddress(rpc, chainId, writer.deploy(bytecode, owner.address()));
  }

  private static EvmReader checked(JsonRpc node, ChainAddress address) {
    EvmReader reader = new EvmReader(node, address);
    reader.checkChain();
    reader.checkContract();
    return reader;
  }
}
