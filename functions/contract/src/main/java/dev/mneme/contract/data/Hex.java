// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.contract.data;

import dev.mneme.contract.FieldErrors;
import java.util.regex.Pattern;

final class Hex {
  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

  private static final Pattern ADDRESS = Pattern.compile("0x[0-9a-fA-F]{40}");
  private static final Pattern TRANSACTION = Pattern.compile("0x[0-9a-fA-F]{64}");

  private Hex() {}

  static void check(String field, String value, FieldErrors errors) {
    check(SHA256, field, value, "64 lower-case hexadecimal digits", errors);
  }

  static void checkAddress(String field, String value, FieldErrors errors) {
    check(ADDRESS, field, value, "0x and 40 hexadecimal digits", errors);
  }

  static void checkTransaction(String field, String value, FieldErrors errors) {
    check(TRANSACTION, field, value, "0x and 64 hexadecimal digits", errors);
  }

  private static void check(
      Pattern pattern, String field, String value, String expected, FieldErrors errors) {
    errors.check(value != null && pattern.matcher(value).matches(), field, value, expected);
  }
}
