// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.contract.data;

import dev.mneme.contract.FieldErrors;
import dev.mneme.contract.FieldReader;
import dev.mneme.contract.FieldWriter;
import dev.mneme.contract.Payload;

/**
 * {@code audit.anchored}: a tree head stands on the chain, where nobody can take it back.
 *
 * @param size leaves in the log
 * @param root lower-case hex of the Merkle tree hash over them
 * @param chainId EIP-155 chain id
 * @param contract address of the anchor contract, {@code 0x} and 40 hexadecimal digits
 * @param transaction hash of the anchoring transaction, {@code 0x} and 64 hexadecimal digits
 * @param block number of its block
 */
public record AuditAnchored(
    long size, String root, long chainId, String contract, String transaction, long block)
    implements Payload {
  /** Reads the data of an event. */
  public static AuditAnchored read(FieldReader json) {
    return new AuditAnchored(
        json.longNumber("size"),
        json.text("root"),
        json.longNumber("chainId"),
        json.text("contract"),
        json.text("transaction"),
        json.longNumber("block"));
  }

  @Override
  public void write(FieldWriter json) {
    json.put("size", size);
    json.put("root", root);
    json.put("chainId", chainId);
    json.put("contract", contract);
    json.put("transaction", transaction);
    json.put("block", block);
  }

  @Override
  public void check(FieldErrors errors) {
    errors.check(size >= 1, "data.size", size, "1 or more");
    Hex.check("data.root", root, errors);
    errors.check(chainId >= 1, "data.chainId", chainId, "1 or more");
    Hex.checkAddress("data.contract", contract, errors);
    Hex.checkTransaction("data.transaction", transaction, errors);
    errors.check(block >= 0, "data.block", block, "0 or more");
  }
}
