// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.audit.chain;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import org.junit.jupiter.api.Test;
import org.web3j.crypto.RawTransaction;

class AccountTest {
  private final Account account = Account.of("46".repeat(32));

  @Test
  void knowsItsAddress() {
    assertThat(account.address()).isEqualTo("0x9d8a62f656a8d1615c1294fd71e9cfb3e4855a4f");
    assertThat(Account.of("0x" + "46".repeat(32)).address()).isEqualTo(account.address());
  }

  @Test
  void signsTheExampleOfEip155() {
    // Given
    RawTransaction transaction =
        RawTransaction.createTransaction(
            BigInteger.valueOf(9),
            BigInteger.valueOf(20_000_000_000L),
            BigInteger.valueOf(21_000),
            "0x" + "35".repeat(20),
            BigInteger.TEN.pow(18),
            "");

    // When
    String signed = account.sign(transaction, 1);

    // Then
    assertThat(signed)
        .isEqualTo(
            "0xf86c098504a817c800825208943535353535353535353535353535353535353535"
                + "880de0b6b3a76400008025"
                + "a028ef61340bd939bc2195fe537567866003e1a15d3c71ff63e1590620aa636276"
                + "a067cbe9d8997f761aecb703304b3800ccf555c9f3dc64214b297fb1966a3b6d83");
  }
}
