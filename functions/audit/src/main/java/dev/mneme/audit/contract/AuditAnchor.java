// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.audit.contract;

import dev.mneme.audit.chain.ChainAddress;
import dev.mneme.audit.chain.EvmChain;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import tools.jackson.databind.json.JsonMapper;

/** The contract in {@code src/main/solidity/AuditAnchor.sol}, as compiled. */
public final class AuditAnchor {
  private static final String ARTIFACT = "AuditAnchor.json";

  private AuditAnchor() {}

  /**
   * Deploys the contract; the key's account becomes its owner and first anchorer.
   *
   * @param chainId the chain that the node must be on
   * @param key private key, 64 hexadecimal digits
   * @param mined how long to wait for the transaction to stand in a block
   * @throws dev.mneme.audit.chain.ChainException when the chain refuses or does not answer
   */
  public static ChainAddress deploy(URI rpc, long chainId, String key, Duration mined) {
    return EvmChain.deploy(rpc, chainId, key, bytecode(), mined);
  }

  private static String bytecode() {
    try (InputStream artifact = AuditAnchor.class.getResourceAsStream(ARTIFACT)) {
      if (artifact == null) {
        throw new IllegalStateException("resource missing: " + ARTIFACT);
      }
      return JsonMapper.shared().readTree(artifact).required("bytecode").stringValue();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
