// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.contract;

import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.json.JsonMapper;

/** JSON as a process reads it before its first answer. */
public final class PlainJson {
  private PlainJson() {}

  /**
   * Makes a mapper for trees and tokens. Without the fast parser of numbers, which makes classes at
   * run time that a cold start pays for.
   */
  public static JsonMapper.Builder mapper() {
    return JsonMapper.builder(
        JsonFactory.builder().disable(StreamReadFeature.USE_FAST_DOUBLE_PARSER).build());
  }
}
