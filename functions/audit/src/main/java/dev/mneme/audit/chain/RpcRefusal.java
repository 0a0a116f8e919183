// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.audit.chain;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A node's answer that is an error; the message is the node's. */
final class RpcRefusal extends Exception {
  private static final long serialVersionUID = 1L;

  private final @Nullable String data;

  private RpcRefusal(String message, @Nullable String data) {
    super(message);
    this.data = data;
  }

  /** Reads the error object of JSON-RPC. */
  static RpcRefusal of(JsonNode error) {
    JsonNode data = error.path("data");
    return new RpcRefusal(
        error.path("message").asString("no reason"), data.isString() ? data.stringValue() : null);
  }

  /** What a contract reverted with, {@code 0x} and hexadecimal digits, or null. */
  @Nullable String data() {
    return data;
  }
}
