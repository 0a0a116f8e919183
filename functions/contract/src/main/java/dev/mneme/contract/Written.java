// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.contract;

/** What is written as a JSON object. */
public interface Written {
  /** Puts the fields, in their order on the wire. */
  void write(FieldWriter json);
}
