// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.contract;

/** The data of one event type: a record that knows what makes it valid. */
public interface Payload {
  /**
   * Notes everything that is wrong; must not throw. A JSON reader leaves {@code null} where a
   * required field was missing, so this is the only place where components may be {@code null}
   * against their type.
   */
  void check(FieldErrors errors);
}
