// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.contract.data;

import dev.mneme.contract.FieldErrors;
import dev.mneme.contract.FieldReader;
import dev.mneme.contract.FieldWriter;
import dev.mneme.contract.LifeCategory;
import dev.mneme.contract.Written;

/**
 * The category a classifier chose.
 *
 * @param label the likeliest category
 * @param confidence calibrated, 0 to 1
 * @param unsure the confidence is too low to act on; the label is a guess
 */
public record CategoryLabel(LifeCategory label, double confidence, boolean unsure)
    implements Written {
  static CategoryLabel read(FieldReader json) {
    return new CategoryLabel(
        json.word("label", LifeCategory.values()), json.number("confidence"), json.truth("unsure"));
  }

  @Override
  public void write(FieldWriter json) {
    json.put("label", label);
    json.put("confidence", confidence);
    json.put("unsure", unsure);
  }

  void check(String field, FieldErrors errors) {
    errors.present(field + ".label", label);
    errors.share(field + ".confidence", confidence);
  }
}
