// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.contract.data;

import dev.mneme.contract.FieldErrors;
import dev.mneme.contract.FieldReader;
import dev.mneme.contract.FieldWriter;
import dev.mneme.contract.MemoryKind;
import dev.mneme.contract.Written;

/**
 * The kind a classifier chose, an axis of its own beside the category.
 *
 * @param label the likeliest kind
 * @param confidence calibrated, 0 to 1
 */
public record KindLabel(MemoryKind label, double confidence) implements Written {
  static KindLabel read(FieldReader json) {
    return new KindLabel(json.word("label", MemoryKind.values()), json.number("confidence"));
  }

  @Override
  public void write(FieldWriter json) {
    json.put("label", label);
    json.put("confidence", confidence);
  }

  void check(String field, FieldErrors errors) {
    errors.present(field + ".label", label);
    errors.share(field + ".confidence", confidence);
  }
}
