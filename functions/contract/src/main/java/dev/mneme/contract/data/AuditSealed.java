// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.contract.data;

import dev.mneme.contract.FieldErrors;
import dev.mneme.contract.Payload;

/**
 * {@code audit.sealed}: a batch of changes became part of the log.
 *
 * @param size leaves in the log
 * @param root lower-case hex of the Merkle tree hash over them (RFC 6962, section 2.1)
 */
public record AuditSealed(long size, String root) implements Payload {
  @Override
  public void check(FieldErrors errors) {
    errors.check(size >= 1, "data.size", size, "1 or more");
    Hex.check("data.root", root, errors);
  }
}
