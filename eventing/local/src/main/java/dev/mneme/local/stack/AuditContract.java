// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.local.stack;

import dev.mneme.audit.chain.ChainAddress;
import dev.mneme.audit.chain.ChainException;
import dev.mneme.audit.chain.EvmChain;
import dev.mneme.audit.contract.AuditAnchor;
import dev.mneme.servers.Anvil;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** The anchor contract of one home's chain: deployed once, found again afterwards. */
final class AuditContract {
  private static final Duration MINED_WITHIN = Duration.ofSeconds(30);

  private final Path file;

  /**
   * @param file that remembers its address
   */
  AuditContract(Path file) {
    this.file = file;
  }

  /** Where it is; deploys it if this chain has none. */
  ChainAddress on(Anvil chain) {
    return remembered(chain).orElseGet(() -> deployed(chain));
  }

  private Optional<ChainAddress> remembered(Anvil chain) {
    try {
      if (!Files.exists(file)) {
        return Optional.empty();
      }
      ChainAddress address =
          new ChainAddress(chain.rpc(), Anvil.CHAIN_ID, Files.readString(file).strip());
      EvmChain.reader(address);
      return Optional.of(address);
    } catch (ChainException lost) {
      // A node that was killed at once may have kept less than it was told.
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private ChainAddress deployed(Anvil chain) {
    try {
      ChainAddress address =
          AuditAnchor.deploy(chain.rpc(), Anvil.CHAIN_ID, chain.privateKey(), MINED_WITHIN);
      Files.writeString(file, address.contract());
      return address;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
