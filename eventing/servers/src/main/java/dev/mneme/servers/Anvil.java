// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.servers;

import dev.mneme.servers.ChildProcess.Command;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** An EVM node of its own chain, which it keeps. */
public final class Anvil extends Server {
  /** Id of every such chain. */
  public static final long CHAIN_ID = 31_337;

  private static final String MNEMONIC =
      "test test test test test test test test test test test junk";

  private final Path program;
  private final Path state;

  private Anvil(Home home, int port, Path program) {
    super(home, port);
    this.program = program;
    this.state = home.data("anvil").resolve("state.json");
  }

  /** Starts a node on a free port; the chain goes on where the home's last node left it. */
  public static Anvil start(Home home) {
    Anvil anvil = new Anvil(home, Ports.free(), Binaries.standard().anvil());
    anvil.start();
    return anvil;
  }

  /** JSON-RPC over HTTP. */
  public URI rpc() {
    return URI.create("http://127.0.0.1:" + port());
  }

  /**
   * Private key of the first account, hex with {@code 0x}. It is that of the mnemonic every
   * development node uses, known to the whole world, and worth nothing on any other chain.
   */
  public String privateKey() {
    return "0xac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80";
  }

  @Override
  Command command() {
    return Command.of(
        "anvil",
        List.of(
            program.toString(),
            "--host=127.0.0.1",
            "--port=" + port(),
            "--chain-id=" + CHAIN_ID,
            "--mnemonic=" + MNEMONIC,
            "--state=" + state,
            "--state-interval=1"),
        Map.of());
  }

  @Override
  boolean ready() {
    return Ports.open(port());
  }
}
