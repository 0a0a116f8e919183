// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.contract.data;

import dev.mneme.contract.FieldErrors;
import dev.mneme.contract.FieldReader;
import dev.mneme.contract.FieldWriter;
import dev.mneme.contract.Written;

/**
 * Somebody a memory speaks of.
 *
 * @param name as the memory writes it, without title; 1 to 200 characters
 */
public record Person(String name) implements Written {
  private static final int LONGEST = 200;

  static Person read(FieldReader json) {
    return new Person(json.text("name"));
  }

  @Override
  public void write(FieldWriter json) {
    json.put("name", name);
  }

  void check(String field, FieldErrors errors) {
    errors.text(field + ".name", name, LONGEST);
  }
}
