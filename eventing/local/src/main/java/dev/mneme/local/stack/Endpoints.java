// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.local.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;

/**
 * Where a running system is to be found.
 *
 * @param capture the gateway
 * @param recall {@code POST /v1/recall}
 * @param audit {@code GET /v1/proofs/{memoryId}}
 * @param nats URL for clients
 * @param postgres JDBC URL
 * @param s3 of the object store
 * @param mongo address of the document store, without user and password
 * @param opensearch of the search engine
 * @param chain JSON-RPC of the EVM node
 * @param chainId EIP-155
 * @param contract address of the audit log's anchors
 */
public record Endpoints(
    URI capture,
    URI recall,
    URI audit,
    String nats,
    String postgres,
    URI s3,
    URI mongo,
    URI opensearch,
    URI chain,
    long chainId,
    String contract) {
  private static final JsonMapper JSON = JsonMapper.shared();

  /** Leaves a note for other commands. */
  public void write(Path file) {
    try {
      Path fresh = file.resolveSibling(file.getFileName() + ".new");
      Files.write(fresh, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(this));
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The note that {@link #write} left; empty if there is none. */
  public static Optional<Endpoints> read(Path file) {
    try {
      return Files.exists(file)
          ? Optional.of(JSON.readValue(Files.readAllBytes(file), Endpoints.class))
          : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
