// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.contract.data;

import dev.mneme.contract.FieldErrors;
import dev.mneme.contract.FieldReader;
import dev.mneme.contract.FieldWriter;
import dev.mneme.contract.Payload;
import org.jspecify.annotations.Nullable;

/**
 * {@code erasure.completed}: no store has it any more.
 *
 * @param memory the memory's id, 1 to 256 characters; absent where the scope is the person
 * @param memories how many memories were there to be erased, 0 or more
 */
public record ErasureCompleted(ErasureScope scope, @Nullable String memory, long memories)
    implements Payload {
  /** Reads the data of an event. */
  public static ErasureCompleted read(FieldReader json) {
    return new ErasureCompleted(
        json.word("scope", ErasureScope.values()),
        json.optionalText("memory"),
        json.longNumber("memories"));
  }

  @Override
  public void write(FieldWriter json) {
    json.put("scope", scope);
    json.put("memory", memory);
    json.put("memories", memories);
  }

  @Override
  public void check(FieldErrors errors) {
    ErasureScope.check(scope, memory, errors);
    errors.check(memories >= 0, "data.memories", memories, "0 or more");
  }
}
