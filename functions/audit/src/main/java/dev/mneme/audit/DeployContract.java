// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.audit;

import dev.mneme.audit.chain.ChainAddress;
import dev.mneme.audit.chain.ChainException;
import dev.mneme.audit.contract.AuditAnchor;
import dev.mneme.contract.settings.Settings;
import dev.mneme.contract.settings.SettingsException;
import java.io.PrintStream;
import java.util.Map;

/**
 * Deploys the anchor contract, once per chain, and prints its address. Reads {@code
 * MNEME_CHAIN_RPC_URL}, {@code MNEME_CHAIN_ID} and {@code MNEME_CHAIN_KEY}, whose account becomes
 * owner and first anchorer.
 */
public final class DeployContract {
  private DeployContract() {}

  /** Exits 0, or 1 with one line that says why not. */
  public static void main(String[] args) {
    System.exit(run(System.getenv(), System.out, System.err));
  }

  static int run(Map<String, String> environment, PrintStream out, PrintStream err) {
    try {
      Settings settings = Settings.from(environment);
      ChainAddress address =
          AuditAnchor.deploy(
              AuditSettings.rpc(settings),
              AuditSettings.chainId(settings),
              AuditSettings.key(settings),
              AuditSettings.mined(settings));
      out.println(address.contract());
      return 0;
    } catch (SettingsException | ChainException e) {
      err.println(e.getMessage());
      return 1;
    }
  }
}
