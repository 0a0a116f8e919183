// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.contract.data;

import dev.mneme.contract.FieldErrors;
import dev.mneme.contract.FieldReader;
import dev.mneme.contract.FieldWriter;
import dev.mneme.contract.LifeCategory;
import dev.mneme.contract.Payload;

/**
 * {@code memory.persisted}: every store has the memory. It carries no word of it.
 *
 * @param category where it was filed
 * @param commitment lower-case hex of SHA-256 over a secret salt and the memory's content; without
 *     the salt, which is deleted with the memory, it says nothing
 * @param position place in its owner's order of persistence, from 1
 */
public record MemoryPersisted(LifeCategory category, String commitment, long position)
    implements Payload {
  /** Reads the data of an event. */
  public static MemoryPersisted read(FieldReader json) {
    return new MemoryPersisted(
        json.word("category", LifeCategory.values()),
        json.text("commitment"),
        json.longNumber("position"));
  }

  @Override
  public void write(FieldWriter json) {
    json.put("category", category);
    json.put("commitment", commitment);
    json.put("position", position);
  }

  @Override
  public void check(FieldErrors errors) {
    errors.present("data.category", category);
    Hex.check("data.commitment", commitment, errors);
    errors.check(position >= 1, "data.position", position, "1 or more");
  }
}
