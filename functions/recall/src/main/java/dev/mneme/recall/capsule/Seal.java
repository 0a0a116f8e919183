// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.recall.capsule;

import dev.mneme.contract.Checked;
import dev.mneme.contract.FieldErrors;
import dev.mneme.contract.FieldReader;
import java.time.Instant;

/**
 * What is to be sealed.
 *
 * @param memory id of a memory; it may still be on its way
 * @param opens when it may be told again
 */
record Seal(String memory, Instant opens) implements Checked {
  private static final int LONGEST_ID = 256;

  static Seal read(FieldReader json) {
    return new Seal(json.text("memory"), json.instant("opens"));
  }

  @Override
  public void check(FieldErrors errors) {
    errors.line("data.memory", memory, LONGEST_ID);
    errors.present("data.opens", opens);
  }
}
