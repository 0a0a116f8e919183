// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mneme.audit.chain.ChainAddress;
import dev.mneme.servers.Anvil;
import dev.mneme.servers.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditContractTest {
  @TempDir Path directory;

  @Test
  void isDeployedOnceAndAgainOnlyWhereTheChainHasLostIt() throws IOException {
    Path file = directory.resolve("contract");
    ChainAddress first;
    try (Anvil chain = Anvil.start(new Home(directory.resolve("one")))) {
      // When
      first = new AuditContract(file).on(chain);

      // Then
      assertThat(new AuditContract(file).on(chain)).isEqualTo(first);
      assertThat(Files.readString(file)).isEqualTo(first.contract());
    }
    try (Anvil another = Anvil.start(new Home(directory.resolve("another")))) {
      // A new chain has nothing at that address yet
      assertThat(new AuditContract(file).on(another).rpc()).isEqualTo(another.rpc());
    }
  }
}
