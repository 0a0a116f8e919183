// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.contract.settings;

import org.jspecify.annotations.Nullable;

/**
 * A key that a process asks for at its start.
 *
 * @param key name of the environment variable
 * @param required whether the process cannot start without it
 * @param otherwise what holds where it is absent; {@code null} where that is nothing at all
 * @param expected kind, unit and range of a value, in the words of its error message
 */
public record Setting(String key, boolean required, @Nullable String otherwise, String expected) {
  static Setting required(String key, String expected) {
    return new Setting(key, true, null, expected);
  }

  static Setting optional(String key, String expected) {
    return new Setting(key, false, null, expected);
  }

  static Setting defaulted(String key, String otherwise, String expected) {
    return new Setting(key, false, otherwise, expected);
  }
}
