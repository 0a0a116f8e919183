// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.contract;

/** What was read from JSON and knows what makes it valid. */
public interface Checked {
  /**
   * Notes everything that is wrong; must not throw. A {@link FieldReader} leaves {@code null} where
   * a required field was missing, so this is the only place where components may be {@code null}
   * against their type.
   */
  void check(FieldErrors errors);
}
