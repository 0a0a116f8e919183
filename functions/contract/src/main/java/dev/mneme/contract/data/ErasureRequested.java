// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.contract.data;

import dev.mneme.contract.FieldErrors;
import dev.mneme.contract.FieldReader;
import dev.mneme.contract.FieldWriter;
import dev.mneme.contract.Payload;
import org.jspecify.annotations.Nullable;

/**
 * {@code erasure.requested}: a person wants something forgotten, in every store and for good.
 *
 * @param memory the memory's id, 1 to 256 characters; absent where the scope is the person
 */
public record ErasureRequested(ErasureScope scope, @Nullable String memory) implements Payload {
  /** Reads the data of an event. */
  public static ErasureRequested read(FieldReader json) {
    return new ErasureRequested(
        json.word("scope", ErasureScope.values()), json.optionalText("memory"));
  }

  @Override
  public void write(FieldWriter json) {
    json.put("scope", scope);
    json.put("memory", memory);
  }

  @Override
  public void check(FieldErrors errors) {
    ErasureScope.check(scope, memory, errors);
  }
}
