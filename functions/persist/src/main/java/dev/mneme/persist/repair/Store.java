// Copyright the Mneme authors
// SPDX-License-Identifier: Apache-2.0

package dev.mneme.persist.repair;

/** A store beside Postgres, as reports name it. */
enum Store {
  S3("S3"),
  MONGODB("MongoDB"),
  SEARCH("search");

  private final String word;

  Store(String word) {
    this.word = word;
  }

  @Override
  public String toString() {
    return word;
  }
}
