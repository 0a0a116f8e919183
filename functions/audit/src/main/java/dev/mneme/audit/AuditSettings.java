// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.audit;

import dev.mneme.audit.chain.ChainAddress;
import dev.mneme.contract.settings.Settings;
import dev.mneme.contract.settings.SettingsException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What the function needs to know about the chain.
 *
 * @param chain node, chain id and contract
 * @param key the anchorer's private key; never shown
 * @param mined how long a transaction may take to stand in a block
 */
record AuditSettings(ChainAddress chain, String key, Duration mined) {
  private static final Pattern ADDRESS = Pattern.compile("0x[0-9a-fA-F]{40}");
  private static final Pattern KEY = Pattern.compile("(0x)?[0-9a-fA-F]{64}");

  static AuditSettings of(Settings settings) {
    return new AuditSettings(
        new ChainAddress(rpc(settings), chainId(settings), contract(settings)),
        key(settings),
        mined(settings));
  }

  /** {@code MNEME_CHAIN_RPC_URL}: JSON-RPC over HTTP. */
  static URI rpc(Settings settings) {
    URI uri = settings.uri("MNEME_CHAIN_RPC_URL");
    if (!List.of("http", "https").contains(uri.getScheme())) {
      // Not the whole of it, which may hold a secret.
      throw new SettingsException(
          List.of("MNEME_CHAIN_RPC_URL: expected an http or https URL, found " + uri.getScheme()));
    }
    return uri;
  }

  /** {@code MNEME_CHAIN_ID}: the chain that the node must be on, as its EIP-155 id. */
  static long chainId(Settings settings) {
    settings.text("MNEME_CHAIN_ID"); // No default: whoever anchors must say where.
    return settings.number("MNEME_CHAIN_ID", 1, 1, Long.MAX_VALUE);
  }

  /** {@code MNEME_CHAIN_KEY}: 64 hexadecimal digits. */
  static String key(Settings settings) {
    String key = settings.text("MNEME_CHAIN_KEY");
    if (!KEY.matcher(key).matches()) {
      throw new SettingsException(
          List.of("MNEME_CHAIN_KEY: expected 64 hexadecimal digits, found something else"));
    }
    return key;
  }

  /** {@code MNEME_CHAIN_MINED_WITHIN}: how long to wait for a block. */
  static Duration mined(Settings settings) {
    return settings.duration(
        "MNEME_CHAIN_MINED_WITHIN",
        Duration.ofSeconds(60),
        Duration.ofSeconds(1),
        Duration.ofMinutes(10));
  }

  private static String contract(Settings settings) {
    String contract = settings.text("MNEME_AUDIT_CONTRACT");
    if (!ADDRESS.matcher(contract).matches()) {
      throw new SettingsException(
          List.of(
              "MNEME_AUDIT_CONTRACT: expected an address, 0x and 40 hexadecimal digits, found "
                  + contract));
    }
    return contract;
  }

  @Override
  public String toString() {
    return "AuditSettings[chain=%s, mined=%s]".formatted(chain, mined);
  }
}
