// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.contract.data;

import dev.mneme.contract.FieldErrors;

/**
 * Somebody a memory speaks of.
 *
 * @param name as the memory writes it, without title; 1 to 200 characters
 */
public record Person(String name) {
  private static final int LONGEST = 200;

  void check(String field, FieldErrors errors) {
    errors.text(field + ".name", name, LONGEST);
  }
}
