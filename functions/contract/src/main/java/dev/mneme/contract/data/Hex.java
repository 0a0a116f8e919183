// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.contract.data;

import dev.mneme.contract.FieldErrors;
import java.util.regex.Pattern;

final class Hex {
  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

  private Hex() {}

  static void check(String field, String value, FieldErrors errors) {
    errors.check(
        value != null && SHA256.matcher(value).matches(),
        field,
        value,
        "64 lower-case hexadecimal digits");
  }
}
