// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.audit.chain;

import java.net.URI;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Which contract on which chain, and through which node it is reached.
 *
 * @param rpc JSON-RPC over HTTP; may hold a secret, so no message names it
 * @param chainId the chain that the node must be on
 * @param contract address of the anchor contract, {@code 0x} and 40 hexadecimal digits, kept in
 *     lower case
 */
public record ChainAddress(URI rpc, long chainId, String contract) {
  private static final Pattern ADDRESS = Pattern.compile("0x[0-9a-fA-F]{40}");

  /** Checks the forms. */
  public ChainAddress {
    if (!ADDRESS.matcher(contract).matches()) {
      throw new IllegalArgumentException(
          "contract: got '%s', expected 0x and 40 hexadecimal digits".formatted(contract));
    }
    contract = contract.toLowerCase(Locale.ROOT);
  }

  @Override
  public String toString() {
    return "contract %s on chain %d".formatted(contract, chainId);
  }
}
