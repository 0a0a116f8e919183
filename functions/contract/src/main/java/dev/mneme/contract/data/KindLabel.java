// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.contract.data;

import dev.mneme.contract.FieldErrors;
import dev.mneme.contract.MemoryKind;

/**
 * The kind a classifier chose, an axis of its own beside the category.
 *
 * @param label the likeliest kind
 * @param confidence calibrated, 0 to 1
 */
public record KindLabel(MemoryKind label, double confidence) {
  void check(String field, FieldErrors errors) {
    errors.present(field + ".label", label);
    errors.share(field + ".confidence", confidence);
  }
}
