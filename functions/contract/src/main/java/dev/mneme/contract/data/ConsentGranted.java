// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.contract.data;

import dev.mneme.contract.FieldErrors;
import dev.mneme.contract.FieldReader;
import dev.mneme.contract.FieldWriter;
import dev.mneme.contract.Payload;
import dev.mneme.contract.Purpose;
import java.util.Set;

/**
 * {@code consent.granted}: what may from now on be done with a person's data.
 *
 * @param purposes at least one; kept in the order of {@link Purpose}
 */
public record ConsentGranted(Set<Purpose> purposes) implements Payload {
  public ConsentGranted {
    if (purposes != null) {
      purposes = Purpose.ordered(purposes);
    }
  }

  /** Reads the data of an event. */
  public static ConsentGranted read(FieldReader json) {
    return new ConsentGranted(json.words("purposes", Purpose.values()));
  }

  @Override
  public void write(FieldWriter json) {
    json.words("purposes", purposes);
  }

  @Override
  public void check(FieldErrors errors) {
    errors.check(
        purposes != null && !purposes.isEmpty(), "data.purposes", purposes, "at least one purpose");
  }
}
