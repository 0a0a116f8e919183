// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.topology;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A duration as NACK and Go write it: numbers with the units h, m, s or ms, such as {@code 1h30m}.
 *
 * @param value not negative
 */
record GoDuration(Duration value) {
  private static final Pattern WHOLE = Pattern.compile("(\\d+(h|ms|m|s))+");
  private static final Pattern PART = Pattern.compile("(\\d+)(h|ms|m|s)");

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  static GoDuration parse(String text) {
    if (!WHOLE.matcher(text).matches()) {
      throw new TopologyException(
          "duration \"" + text + "\": expected something like 1h30m, 10s or 500ms");
    }
    Duration sum = Duration.ZERO;
    Matcher part = PART.matcher(text);
    while (part.find()) {
      long amount = Long.parseLong(part.group(1));
      sum =
          sum.plus(
              switch (part.group(2)) {
                case "h" -> Duration.ofHours(amount);
                case "m" -> Duration.ofMinutes(amount);
                case "s" -> Duration.ofSeconds(amount);
                default -> Duration.ofMillis(amount);
              });
    }
    return new GoDuration(sum);
  }
}
