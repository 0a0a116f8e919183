// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.persist.repair;

/** How a store can differ from Postgres. */
enum Trouble {
  /** There is a row, and the store has nothing. */
  MISSING,
  /** There is a row, and the store says something else. */
  DIFFERENT,
  /** The store has something, and there is no row. */
  UNCLAIMED,
  /** There is a row, and neither S3 nor MongoDB has what its commitment is over. */
  LOST
}
