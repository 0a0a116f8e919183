// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.contract.settings;

import java.util.List;

/** The process cannot start as configured; the message names every key that is wrong. */
public final class SettingsException extends RuntimeException {
  public SettingsException(List<String> errors) {
    super("settings: " + String.join("; ", errors));
  }
}
