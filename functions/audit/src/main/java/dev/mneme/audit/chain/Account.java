// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.audit.chain;

import java.util.Arrays;
import java.util.regex.Pattern;
import org.web3j.crypto.ECKeyPair;
import org.web3j.crypto.Hash;
import org.web3j.crypto.RawTransaction;
import org.web3j.crypto.Sign;
import org.web3j.crypto.TransactionEncoder;
import org.web3j.utils.Numeric;

/**
 * Signs transactions. In the place of web3j's {@code Credentials}, whose address comes from a class
 * that makes the whole provider of Bouncy Castle.
 */
final class Account {
  private static final Pattern KEY = Pattern.compile("(0x)?[0-9a-fA-F]{64}");
  private static final int PUBLIC_KEY_BYTES = 64;
  private static final int ADDRESS_BYTES = 20;

  private final ECKeyPair keys;
  private final String address;

  private Account(ECKeyPair keys) {
    this.keys = keys;
    byte[] hash = Hash.sha3(Numeric.toBytesPadded(keys.getPublicKey(), PUBLIC_KEY_BYTES));
    this.address =
        Numeric.toHexString(Arrays.copyOfRange(hash, hash.length - ADDRESS_BYTES, hash.length));
  }

  /**
   * The account of a private key.
   *
   * @param key 64 hexadecimal digits
   * @throws IllegalArgumentException if it is anything else; the message does not show it
   */
  static Account of(String key) {
    if (!KEY.matcher(key).matches()) {
      throw new IllegalArgumentException("chain key: expected 64 hexadecimal digits (not shown)");
    }
    return new Account(ECKeyPair.create(Numeric.toBigInt(key)));
  }

  /** {@code 0x} and 40 hexadecimal digits, in lower case. */
  String address() {
    return address;
  }

  /**
   * Signs for one chain alone, as EIP-155 says.
   *
   * @return {@code 0x} and the hexadecimal digits of what a node takes
   */
  String sign(RawTransaction transaction, long chainId) {
    Sign.SignatureData signature =
        Sign.signMessage(TransactionEncoder.encode(transaction, chainId), keys);
    return Numeric.toHexString(
        TransactionEncoder.encode(
            transaction, TransactionEncoder.createEip155SignatureData(signature, chainId)));
  }
}
