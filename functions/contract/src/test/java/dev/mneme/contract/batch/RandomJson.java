// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.contract.batch;

import java.util.SplittableRandom;

/** JSON values of every shape, the same for the same seed. */
final class RandomJson {
  private static final String[] SCALARS = {
    "0",
    "-0",
    "-0.0",
    "1.0",
    "1.10",
    "1E5",
    "1e-7",
    "123456789012",
    "12345678901234567890",
    "0.1234567890123456789",
    "1e400",
    "-1e-400",
    "1.7976931348623157e308",
    "true",
    "false",
    "null",
    "\"\"",
    "\"a\\/b/c\"",
    "\"\\u00e9é\\uD83C\\uDF5E🍞\"",
    "\"\\ud800\"",
    "\"\\u0000\\n\\u2028\"",
  };

  private final SplittableRandom random;

  RandomJson(long seed) {
    random = new SplittableRandom(seed);
  }

  /** A value nested at most {@code depth} times. */
  String value(int depth) {
    int kind = depth == 0 ? 0 : random.nextInt(3);
    if (kind == 0) {
      return SCALARS[random.nextInt(SCALARS.length)];
    }
    StringBuilder value = new StringBuilder(kind == 1 ? "[" : "{");
    int size = random.nextInt(4);
    for (int i = 0; i < size; i++) {
      value.append(i == 0 ? " " : " ,\n");
      if (kind == 2) {
        value.append("\"").append((char) ('a' + random.nextInt(3))).append("/\" : ");
      }
      value.append(value(depth - 1));
    }
    return value.append(kind == 1 ? " ]" : " }").toString();
  }
}
