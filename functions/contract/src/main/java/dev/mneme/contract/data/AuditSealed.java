// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.contract.data;

import dev.mneme.contract.FieldErrors;
import dev.mneme.contract.FieldReader;
import dev.mneme.contract.FieldWriter;
import dev.mneme.contract.Payload;

/**
 * {@code audit.sealed}: a batch of changes became part of the log.
 *
 * @param size leaves in the log
 * @param root lower-case hex of the Merkle tree hash over them (RFC 6962, section 2.1)
 */
public record AuditSealed(long size, String root) implements Payload {
  /** Reads the data of an event. */
  public static AuditSealed read(FieldReader json) {
    return new AuditSealed(json.longNumber("size"), json.text("root"));
  }

  @Override
  public void write(FieldWriter json) {
    json.put("size", size);
    json.put("root", root);
  }

  @Override
  public void check(FieldErrors errors) {
    errors.check(size >= 1, "data.size", size, "1 or more");
    Hex.check("data.root", root, errors);
  }
}
